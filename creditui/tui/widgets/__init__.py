"""The widgets every screen is made of, one to a file."""
