"""Whether only root can change a program: its file, the folders above it, the links on the way."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from creditui.access.host.accounts import user_name

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_MOST_LINKS = 40
"""What Linux itself follows at most."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A file or folder that somebody other than root could change."""

    path: Path
    why: str
    """The rest of a sentence: "belongs to mallory", "can be written by its group"."""

    @property
    def remedy(self) -> str:
        """The command that ends it."""
        return f"chown -h root:root {self.path} && chmod go-w {self.path}"


def loose_on_the_way(path: Path) -> tuple[Loose, ...]:
    """What is loose of `path`, of the folders above it and of the links that lead to it."""
    found = (_judged(hop) for hop in _hops(path))
    return tuple(dict.fromkeys(each for each in found if each is not None))


def loose_below(folder: Path, seen: set[Path] | None = None) -> Iterator[Loose]:
    """What is loose of everything below `folder`; links are followed to what they name.

    `seen` are the folders that were looked through already, by their real names.
    """
    seen = set() if seen is None else seen
    real = folder.resolve()
    if real in seen:
        return
    seen.add(real)
    try:
        entries = os.scandir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    with entries:
        for entry in entries:
            why = _why(entry.stat(follow_symlinks=False))
            if why is not None:
                yield Loose(Path(entry.path), why)
            if entry.is_symlink():
                yield from loose_on_the_way(real / os.readlink(entry.path))
            if entry.is_dir():
                yield from loose_below(Path(entry.path), seen)


def _hops(path: Path) -> Iterator[Path]:
    """Every name that the kernel looks up on its way to `path`, from the root on."""
    todo = list(reversed(path.parts[1:]))
    at, links = Path("/"), 0
    yield at
    while todo:
        part = todo.pop()
        if part == "..":
            at = at.parent
            continue
        step = at / part
        yield step
        if not step.is_symlink():
            at = step
            continue
        links += 1
        if links > _MOST_LINKS:
            return
        target = Path(os.readlink(step))
        if target.is_absolute():
            at = Path("/")
        todo += reversed([part for part in target.parts if part != "/"])


def _judged(path: Path) -> Loose | None:
    """What is loose of that one name; None where nothing is, or nothing is there."""
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    why = _why(found)
    return None if why is None else Loose(path, why)


def _why(found: os.stat_result) -> str | None:
    """Why that is loose; None where it is root's alone."""
    if found.st_uid != 0:
        return f"belongs to {user_name(found.st_uid)}"
    if not stat.S_ISLNK(found.st_mode) and found.st_mode & _OTHERS_WRITE:
        everybody = found.st_mode & stat.S_IWOTH
        return f"can be written by {'everybody' if everybody else 'its group'}"
    return None
