"""Import: somebody's file to a facts.yaml that a person can review. Values in, text out; nothing is computed here."""
