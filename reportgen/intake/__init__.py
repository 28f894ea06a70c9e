"""Intake: what a source says, read as figures, and held against the statements made of it."""
