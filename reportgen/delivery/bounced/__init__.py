"""Notices of mail servers, read from a mailbox into the ledger."""
