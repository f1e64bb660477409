"""The terminal interface. It knows the desk and the rules, never the store."""
