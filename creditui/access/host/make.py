"""Making a plan true, step by step: looks first, does only what is missing, says what it did."""

from __future__ import annotations

import grp
import os
import pwd
import stat
from pathlib import Path

from creditui.access.host.accounts import differences, find_account, group_exists
from creditui.access.host.openssh import configuration_error
from creditui.access.host.people import make_admin, make_database, make_key
from creditui.access.host.running import first_line, last_line, run
from creditui.access.host.steps import (
    Account,
    Admin,
    Database,
    Group,
    Key,
    Owned,
    Step,
    Written,
)
from creditui.desk.errors import InputError, StoreError


def make(step: Step) -> tuple[str, bool]:
    """Do what of `step` is missing.

    Returns a sentence, and whether anything was changed. Raises StoreError where the system says
    no, InputError where the step can't be meant for this machine.
    """
    match step:
        case Group():
            return _group(step)
        case Account():
            return _account(step)
        case Owned():
            return _owned(step)
        case Written():
            return _written(step)
        case Database():
            return make_database(step)
        case Admin():
            return make_admin(step)
        case Key():
            return make_key(step)


def _group(step: Group) -> tuple[str, bool]:
    if group_exists(step.name):
        return f"group {step.name}: nothing to do", False
    _must(step.add)
    return f"group {step.name}: added", True


def _account(step: Account) -> tuple[str, bool]:
    found = find_account(step.name)
    if found is None:
        _must(step.add)
        return f"account {step.name}: added", True
    if found.comment != step.comment:
        raise InputError(
            "account_taken",
            f"There is an account {step.name} of somebody else's; choose other names with "
            "--accounts.",
        )
    wrong = differences(step, found)
    if not wrong:
        return f"account {step.name}: nothing to do", False
    _must(step.change)
    return f"account {step.name}: changed, because {'; '.join(wrong)}", True


def _owned(step: Owned) -> tuple[str, bool]:
    made = False
    if not step.path.exists():
        if not step.folder:
            return f"{step.path}: not there yet", False
        step.path.mkdir(mode=0o700, parents=True)
        made = True
    # Root follows no link here and gives away no file with a second name: the owner of the
    # database could have put there what is not hers.
    kind = os.O_DIRECTORY if step.folder else os.O_NONBLOCK
    handle = os.open(step.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | kind)
    try:
        now = os.fstat(handle)
        if not step.folder and (not stat.S_ISREG(now.st_mode) or now.st_nlink != 1):
            raise StoreError("not_ours", f"{step.path} is no file of its own: take it away first.")
        uid, gid = pwd.getpwnam(step.owner).pw_uid, grp.getgrnam(step.group).gr_gid
        if (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (uid, gid, step.mode):
            return f"{step.path}: nothing to do", False
        os.fchown(handle, uid, gid)
        os.fchmod(handle, step.mode)
    finally:
        os.close(handle)
    done = "made" if made else "changed"
    return f"{step.path}: {done}, {step.owner}:{step.group} {step.mode:o}", True


def _written(step: Written) -> tuple[str, bool]:
    before = _text(step.path)
    if before == step.text and _is_roots(step.path, step.mode):
        return f"{step.path}: nothing to do", False
    step.path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    _replace(step.path, step.text, step.mode)
    wrong = configuration_error() if step.sshd else None
    if wrong is not None:
        if before is None:
            step.path.unlink()
        else:
            _replace(step.path, before, step.mode)
        raise StoreError(
            "sshd_refuses",
            f"sshd does not take its configuration with {step.path}, so that file is as it was: "
            f"{first_line(wrong)}",
        )
    return f"{step.path}: {'written' if before is None else 'brought up to date'}", True


def _replace(path: Path, text: str, mode: int) -> None:
    """Write a file of root's so that whoever reads it sees the old text or the new, whole."""
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fchown(handle, 0, 0)
        os.fchmod(handle, mode)
        os.fsync(handle)
    new.replace(path)


def _text(path: Path) -> str | None:
    try:
        return path.read_text("utf-8", "replace")
    except FileNotFoundError:
        return None


def _is_roots(path: Path, mode: int) -> bool:
    now = path.lstat()
    return (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (0, 0, mode)


def _must(words: tuple[str, ...]) -> None:
    told = run(words)
    if told.returncode != 0:
        raise StoreError("system_refuses", f"{words[0]} says: {last_line(told.stderr)}")
