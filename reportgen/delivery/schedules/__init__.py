"""When an edition is due, and what an embargo holds back."""
