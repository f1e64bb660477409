"""The story of a balance, as a picture."""
