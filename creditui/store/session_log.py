"""The records of sessions: one file held while a session lives, one log for each account (R21)."""

from __future__ import annotations

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from heapq import merge
from itertools import islice
from pathlib import Path

from creditui.domain.session_record import Ending, SessionRecord
from creditui.store.session_folder import (
    append_line,
    ensure_folder,
    held,
    lines_backwards,
    open_any,
    open_own,
    sessions_folder,
)
from creditui.store.session_lines import (
    LONGEST,
    act_line,
    end_line,
    read_act,
    read_end,
    read_start,
    start_line,
)

_MAKING = 60.0
"""Seconds after which no living process is still making its file: that takes microseconds."""

_LOG = re.compile(r"log-([0-9]{1,10})\.jsonl")


class LiveSession:
    """The record of a session that goes on, held by its process for as long as it lives."""

    def __init__(self, database: Path, record: SessionRecord) -> None:
        """Begin it: hold its file, write its start. Raises OSError, ValueError."""
        self._folder = sessions_folder(database)
        self._id = record.id
        ensure_folder(self._folder)
        line = start_line(record)
        making = self._folder / f"new-{record.id}.json"
        self._handle = open_own(making, os.O_WRONLY | os.O_EXCL)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.write(self._handle, line)
            self.touch(record.started_at)
            making.rename(self._path)  # from here on it is seen, and it is held already
            _append(self._folder, line)
        except BaseException:
            making.unlink(missing_ok=True)
            self._path.unlink(missing_ok=True)
            os.close(self._handle)
            raise

    @property
    def _path(self) -> Path:
        return self._folder / f"live-{self._id}.json"

    def touch(self, at: int) -> None:
        """Note that a key was pressed at `at` (microseconds of UTC); raises OSError."""
        os.utime(self._handle, ns=(at * 1000, at * 1000))

    def note(self, at: int, request_id: str) -> None:
        """Write that the session is about to do what was asked by that id; raises OSError."""
        _append(self._folder, act_line(self._id, at, request_id))

    def close(self, at: int, ending: str) -> None:
        """Write how it ended, and let go of its file; raises OSError."""
        try:
            _append(self._folder, end_line(self._id, at, ending))
            self._path.unlink(missing_ok=True)
        finally:
            os.close(self._handle)


def live_sessions(database: Path) -> tuple[SessionRecord, ...]:
    """The sessions that live now, the longest first. What cannot be read is left out."""
    found = []
    for path in sessions_folder(database).glob("live-*.json"):
        with open_any(path) as opened:
            if opened is not None and held(opened[0]):
                record = _live(*opened)
                if record is not None and path.name == f"live-{record.id}.json":
                    found.append(record)
    return tuple(sorted(found, key=lambda each: (each.started_at, each.id)))


def past_sessions(database: Path) -> Iterator[SessionRecord]:
    """Every session that was begun, newest first; those that live have no ending yet."""
    live = {each.id: each for each in live_sessions(database)}
    logs = (_logged(path, live) for path in _logs(database))
    return merge(*logs, key=lambda each: each.started_at, reverse=True)


def newest_sessions(database: Path, limit: int) -> tuple[SessionRecord, ...]:
    """At most `limit` of `past_sessions`."""
    return tuple(islice(past_sessions(database), limit))


def sessions_of_request(database: Path, request_id: str) -> tuple[SessionRecord, ...]:
    """The sessions that noted an act under that request id, newest first; rarely several."""
    live = {each.id: each for each in live_sessions(database)}
    logs = (_logged(path, live, request_id) for path in _logs(database))
    return tuple(merge(*logs, key=lambda each: each.started_at, reverse=True))


def last_used_by_key(database: Path) -> dict[int, int]:
    """For each key that a session was begun with, the last such instant (microseconds of UTC)."""
    used: dict[int, int] = {}
    for each in past_sessions(database):
        if each.key_id is not None:
            used.setdefault(each.key_id, each.started_at)
    return used


def close_lost(database: Path) -> int:
    """Write the end of this account's sessions that ended without a word; returns how many.

    They end with their last key, as nothing is known of them after it. The files of those that were
    killed before they were on record are removed. Raises OSError.
    """
    closed = 0
    folder = sessions_folder(database)
    _remove_unmade(folder)
    for path in folder.glob("live-*.json"):
        with open_any(path) as opened:
            if opened is None or opened[1].st_uid != os.getuid():
                continue
            with suppress(BlockingIOError):  # it lives, or another session is closing it
                fcntl.flock(opened[0], fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.fstat(opened[0]).st_nlink:  # nobody closed it just now
                    closed += 1
                    _close_lost(folder, path, opened[1])
    return closed


def _remove_unmade(folder: Path) -> None:
    for path in folder.glob("new-*.json"):
        with open_any(path) as opened:
            if opened is None or opened[1].st_uid != os.getuid() or held(opened[0]):
                continue
            if time.time() - opened[1].st_ctime > _MAKING:
                path.unlink(missing_ok=True)


def _close_lost(folder: Path, path: Path, found: os.stat_result) -> None:
    session_id = path.name.removeprefix("live-").removesuffix(".json")
    _append(folder, end_line(session_id, found.st_mtime_ns // 1000, Ending.LOST))
    path.unlink(missing_ok=True)


def _live(handle: int, found: os.stat_result) -> SessionRecord | None:
    record = read_start(os.pread(handle, LONGEST + 1, 0), found.st_uid)
    return None if record is None else replace(record, touched_at=found.st_mtime_ns // 1000)


def _append(folder: Path, line: bytes) -> None:
    append_line(folder / f"log-{os.getuid()}.jsonl", line)


def _logs(database: Path) -> Iterator[Path]:
    return (path for path in sessions_folder(database).glob("log-*.jsonl"))


def _logged(
    path: Path, live: dict[str, SessionRecord], request_id: str | None = None
) -> Iterator[SessionRecord]:
    """The sessions of one log, the last begun first: all, or those that noted that request."""
    named = _LOG.fullmatch(path.name)
    with open_any(path) as opened:
        if named is None or opened is None or opened[1].st_uid != int(named[1]):
            return
        handle, found = opened
        ends: dict[str, tuple[int, str]] = {}
        noted: set[str] = set()
        for line in lines_backwards(handle, found.st_size, LONGEST):
            if (end := read_end(line)) is not None:
                ends.setdefault(end[0], (end[1], end[2]))
            elif request_id is not None and (act := read_act(line)) is not None:
                noted |= {act[0]} if act[1] == request_id else set()
            elif (record := read_start(line, found.st_uid)) is None:
                continue
            elif request_id is None or record.id in noted:
                yield live.get(record.id) or _ended(record, ends.pop(record.id, None))


def _ended(record: SessionRecord, end: tuple[int, str] | None) -> SessionRecord:
    """A session that does not live any more, with what is known of its end."""
    if end is None:
        return replace(record, ending=Ending.LOST)
    return replace(record, ended_at=end[0], ending=end[1])
