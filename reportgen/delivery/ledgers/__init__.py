"""The ledger, its file and its backup; how it is made anew where it was lost."""
