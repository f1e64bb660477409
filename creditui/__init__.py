"""The credit desk of a studio, in a terminal."""

__version__ = "0.1.0"
