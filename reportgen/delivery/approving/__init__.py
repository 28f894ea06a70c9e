"""Who approved, and whether it counts."""
