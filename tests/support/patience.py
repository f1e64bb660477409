"""How long a test waits for what must happen: only a test that fails ever waits so long."""

PATIENCE = 300.0
"""Seconds; a program may stand still for many of them where a machine or its disk is busy."""
