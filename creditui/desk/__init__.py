"""What a person can do, one file for each act: load, ask the rules, write, in one transaction."""
