"""How long a test waits for what must happen: only a test that fails ever waits so long."""

PATIENCE = 300.0
"""Seconds; a program may stand still for many of them where a machine or its disk is busy."""

PATIENT = f"""
import sys
from creditui.tui import first_frame
first_frame.LAST = {PATIENCE}
from creditui.__main__ import main
sys.exit(main())
"""
"""The program, where a busy machine may not end it in the seconds that it gives itself."""
