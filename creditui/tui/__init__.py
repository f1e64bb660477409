"""The terminal interface. Knows the desk and the domain, never the store."""
