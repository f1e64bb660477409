"""What went wrong, as one sentence and an exit status. The only place that knows the statuses."""

from __future__ import annotations

import errno
import json
import os
import sys
import traceback

from creditui.desk.errors import InputError, Refused, Stale, StoreError
from creditui.domain.text import visible

DONE = 0
UNEXPECTED = 1
WRONG_INPUT = 2
REFUSED = 3
STALE = 4
STORE_FAILED = 5
INTERRUPTED = 130

_STATUSES = (
    (InputError, WRONG_INPUT),
    (Refused, REFUSED),
    (Stale, STALE),
    (StoreError, STORE_FAILED),
)
_NAMED_WRONG = frozenset(
    {errno.ENAMETOOLONG, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EACCES, errno.ELOOP}
    | {errno.EROFS, errno.ENOSPC, errno.EDQUOT}
)
"""What the system says of a file or folder that can't be meant, or not by this account, or that
can't be made there."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What the system says of a result that it can't write; of the database, a StoreError tells."""
_LONGEST = 5_000
"""Characters of a sentence that are shown; an error that lists ten members fits."""


def fail(error: BaseException, *, as_json: bool) -> int:
    """Say what went wrong and return the exit status that goes with it.

    As JSON on stdout where it was asked for, else on stderr. A reader that has gone away is no
    failure: nothing is said, and what was done stays done.
    """
    from creditui.tui.first_frame import FIRST

    FIRST.hide()  # a sentence is for the screen that was there
    try:
        if isinstance(error, BrokenPipeError):
            return _nobody_reads()
        status, code, message = _described(error)
        if as_json:
            print(json.dumps({"error": {"code": code, "message": message}}))
        else:
            print(visible(message, _LONGEST), file=sys.stderr)
        sys.stdout.flush()
    except BrokenPipeError:
        _nobody_reads()
    except OSError:  # there is no room for the sentence either
        _nobody_reads()
        if as_json:
            return fail(error, as_json=False)
    return status


def _described(error: BaseException) -> tuple[int, str, str]:
    for kind, status in _STATUSES:
        if isinstance(error, kind):
            return status, error.code, error.message
    if isinstance(error, OSError) and error.errno in _NAMED_WRONG and error.filename:
        name = visible(str(error.filename))
        return WRONG_INPUT, "bad_file", f"{name}: {error.strerror}; name another file or folder."
    if isinstance(error, OSError) and error.errno in _NO_ROOM and not error.filename:
        todo = "make room, and see creditui ledger before you ask for the same again."
        return UNEXPECTED, "no_room", f"The answer can't be written: {error.strerror}; {todo}"
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED, "interrupted", "Interrupted; nothing unfinished was written."
    from creditui.desk.program_log import write_log  # with logging, which few commands need

    safe = "Something went wrong; nothing that was not confirmed was written."
    details = write_log("".join(traceback.format_exception(error)))
    return UNEXPECTED, "unexpected", f"{safe} {details}"


def _nobody_reads() -> int:
    """Point stdout at nothing, so that Python does not complain when it flushes it at the end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except OSError:
        pass
    return DONE
