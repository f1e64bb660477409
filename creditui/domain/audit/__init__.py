"""What an auditor asks of the ledger first: questions, and how their answers are told."""
