"""Standard concepts: what companies report, by the names that analysts use, with labels in every language."""
