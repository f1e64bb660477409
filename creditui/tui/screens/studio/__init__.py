"""The ledger of the whole studio: one line of filter, every entry, at any depth."""
