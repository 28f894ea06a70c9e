"""Facts that come in by themselves."""
