"""The document: what a reader meets, and the numerals in it."""
