"""The one reader of numerals: a text in any language to its figures, and to what carries a number and is none."""
