"""The audit: questions with their answers, totals with a plot, and refused attempts."""
