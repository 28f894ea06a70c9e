"""Delivery: messages, to whom and how they go out, and the ledger of what became of them."""
