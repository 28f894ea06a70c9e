"""Traditional Chinese; simplified characters are read as their traditional twins."""
