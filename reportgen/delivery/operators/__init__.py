"""Who is told when a run stops, and of what."""
