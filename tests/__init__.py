"""The tests mirror creditui/; tests/support/ holds what they share."""
