"""The press: finished files from a composed brief."""
