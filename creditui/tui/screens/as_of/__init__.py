"""Looking back: a member, her periods and her ledger as they were at the end of a studio date."""
