"""Reading the ledger: entries, one entry in full, and why a balance is what it is."""
