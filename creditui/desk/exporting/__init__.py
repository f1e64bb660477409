"""Take the ledger out: read in steps, oldest first, and written as plain-text journals."""
