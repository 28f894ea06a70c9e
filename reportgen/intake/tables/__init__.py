"""Tables of strangers as text: each cell as a reader sees it, with its place. Nothing in them is evaluated."""
