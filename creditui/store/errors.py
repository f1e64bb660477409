"""What can go wrong with the database, as one sentence a person can act on."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from traceback import walk_tb


class StoreError(Exception):
    """The database can't do what was asked; `message` is one sentence that says what to do.

    Codes: `unreachable`, `damaged`, `busy`, `full`, `read_only`, `old_sqlite`, `schema`, `clock`,
    `missing`, `refused` (a guard of the database said no), `interrupted`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class ClockError(StoreError):
    """The clock is further behind the last entry than can be put down to drift (R17)."""

    def __init__(self, message: str) -> None:
        super().__init__("clock", message)


class Interrupted(StoreError):
    """The query was stopped because nobody wants its answer any more."""

    def __init__(self) -> None:
        super().__init__("interrupted", "The query was stopped.")


_BUSY = ("busy", "Another program is writing to the database: try again in a moment.")
_FOREIGN = ("damaged", "The file is not a creditui database: check its name.")
_DISK = ("unreachable", "The disk failed while the database was used: check it, then try again.")
_SENTENCES = {
    "BusyError": _BUSY,
    "LockedError": _BUSY,
    "NotADBError": _FOREIGN,
    "FormatError": _FOREIGN,
    "IOError": _DISK,
    "FullError": ("full", "The disk is full, so nothing was written: make room and try again."),
    "CorruptError": ("damaged", "The database file is damaged: restore the last backup."),
    "ReadOnlyError": (
        "read_only",
        "The database can only be read here, so nothing was written: check its owner and its disk.",
    ),
    "AuthError": ("refused", "creditui never does that to its database, so it was refused."),
    "CantOpenError": (
        "unreachable",
        "The database can't be opened: check that the file exists and that you may use it.",
    ),
    "PermissionsError": ("unreachable", "The database can't be opened: check its permissions."),
    "NoMemError": ("unreachable", "There is not enough memory to read the database: free some."),
}
_UNREADABLE = (
    "The database holds something that creditui never writes: run creditui verify, "
    "and restore the last backup."
)

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def from_driver(error: BaseException) -> bool:
    """Whether the driver raised `error`, or peewee, which need not be imported to be asked."""
    return type(error).__module__ in ("apsw", "peewee")


def unreadable(error: BaseException) -> bool:
    """Whether a row held what creditui never writes: bytes that are no text, a date that is none.

    Only where this room unpacked it; the ValueErrors of other rooms are of what people typed.
    """
    frames = (frame.f_globals["__name__"] for frame, _ in walk_tb(error.__traceback__))
    own = [name for name in frames if name.startswith("creditui.")]
    return isinstance(error, ValueError) and bool(own) and own[-1].startswith("creditui.store.")


def translated(error: BaseException, system_errno: int = 0) -> StoreError | None:
    """The StoreError that says what `error` means, or None where it is no database error.

    The true cause wins: where a rollback failed because SQLite had rolled back by itself, the
    first error of the chain is the one that counts. `system_errno` is what the operating system
    said last.
    """
    causes = [found for found in _chain(error) if from_driver(found)]
    if not causes and unreadable(error):
        return StoreError("damaged", _UNREADABLE)
    return _sentence(causes[-1], system_errno) if causes else None


def _sentence(error: BaseException, system_errno: int) -> StoreError:
    name = type(error).__name__
    if name == "InterruptError":
        return Interrupted()
    if name == "IOError" and system_errno in _NO_ROOM:
        name = "FullError"
    detail = str(error).rpartition("Error: ")[2].rstrip(".")
    if name == "ConstraintError":
        return StoreError("refused", f"The database refused the change: {detail}.")
    return StoreError(*_SENTENCES.get(name, ("damaged", f"The database failed: {detail}.")))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
