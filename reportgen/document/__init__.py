"""What a document is made of, before the press knows how it is printed."""
