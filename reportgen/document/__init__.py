"""The document: a tree of nodes that know where they were written, one walk over it, and the numerals in it."""
