"""The client list: find a member while typing, and see what she holds."""
