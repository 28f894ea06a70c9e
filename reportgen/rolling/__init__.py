"""Rolling: an edition carried into its next period, what is left for a person to write, and how far that has come."""
