"""Editions that the program writes, for somebody to go on with: values in, the texts of files out."""
