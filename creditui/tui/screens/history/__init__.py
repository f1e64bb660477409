"""The billing periods of one membership."""
