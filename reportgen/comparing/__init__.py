"""Comparing: two sides (editions, fact bases, finished documents, what was sent) and what differs between them."""
