"""`creditui`, and `python -m creditui`: the first frame is painted before anything is imported.

While modules are imported there is nothing to interrupt: ctrl+c ends the process as it would any
other, where Python would show where it was.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # importing typing would take longer than painting
if TYPE_CHECKING:
    import signal as _signal
else:
    import _signal  # what `signal` is made of


def main() -> int:
    """Run the command line of this process and return the exit status."""
    interrupts = _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler
    if interrupts:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    from creditui.cli.words import asks_interface
    from creditui.tui import opening

    try:
        if asks_interface(sys.argv[1:]):
            opening.begin()
        from creditui.cli.main import main as run

        if interrupts and _signal.getsignal(_signal.SIGINT) is _signal.SIG_DFL:
            _signal.signal(_signal.SIGINT, _interrupt)
        return run()
    except KeyboardInterrupt as error:  # before there was a command to end
        from creditui.cli.failure import fail

        return fail(error, as_json=False)
    finally:
        _signal.signal(_signal.SIGINT, _signal.SIG_IGN)  # it is done: its status counts
        opening.end()


def _interrupt(signum: int, frame: object) -> None:
    """The first is said in a sentence (cli/failure.py); another one does not wait for that."""
    _signal.signal(signum, _signal.SIG_DFL)
    raise KeyboardInterrupt


if __name__ == "__main__":
    raise SystemExit(main())
