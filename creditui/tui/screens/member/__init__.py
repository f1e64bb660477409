"""One member: what she holds, her ledger, her profile."""
