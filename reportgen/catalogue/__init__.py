"""The catalogue of what was built: an entry for each edition, as a page, as JSON and as a feed."""
