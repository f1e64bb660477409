"""`creditui`, and `python -m creditui`: the first frame is painted before anything is imported."""

from __future__ import annotations

import sys

from creditui.cli.words import asks_interface
from creditui.tui import opening


def main() -> int:
    """Run the command line of this process and return the exit status."""
    try:
        if asks_interface(sys.argv[1:]):
            opening.begin()
        from creditui.cli.main import main as run

        return run()
    except KeyboardInterrupt as error:  # while it was being imported
        from creditui.cli.failure import fail

        return fail(error, as_json=False)
    finally:
        opening.end()


if __name__ == "__main__":
    raise SystemExit(main())
