"""The one reader of numerals: it knows no language by name, and takes what each of them says from its pack."""
