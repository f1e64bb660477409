"""Adjust Credits, Update Credits and Correct: the form, the proposal beside it, the review."""
