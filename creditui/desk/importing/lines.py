"""A file's bytes as physical lines of text, so that a problem can be told by its line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

_BOM = b"\xef\xbb\xbf"


class BadFile(ValueError):
    """A file that can't be read on; its text is one sentence that says what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def physical_lines(file: BinaryIO) -> Iterator[str]:
    """The lines of `file` with their ends, whichever of LF, CRLF and CR ends them.

    A byte-order mark is passed over. Raises BadFile with the line where the bytes are not UTF-8
    text.
    """
    line = 1
    for number, raw in enumerate(file):
        if number == 0:
            raw = raw.removeprefix(_BOM)
        _refuse_nul(raw, line)
        try:
            decoded = raw.decode()
        except UnicodeDecodeError as error:
            at = line + raw[: error.start].count(b"\r")
            raise BadFile(at, "This is not UTF-8 text; save the file as CSV in UTF-8.") from None
        if b"\r" not in raw:
            line += 1
            yield decoded
            continue
        # Not str.splitlines: it also ends lines at form feeds and at separators inside names.
        for part in io.StringIO(decoded, newline=""):
            line += 1
            yield part


def _refuse_nul(raw: bytes, line: int) -> None:
    at = raw.find(b"\0")
    if at >= 0:
        raise BadFile(
            line + raw[:at].count(b"\r"),
            "There is a NUL byte, which no text holds; save the file as CSV in UTF-8.",
        )
