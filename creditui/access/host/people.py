"""The steps that creditui itself does, as the account that owns the database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from creditui.access.host.running import last_line, run
from creditui.access.host.steps import Admin, AtDesk, Database, Key
from creditui.desk.errors import InputError, StoreError
from creditui.domain.ssh_key import BadKey, parse_key


def make_database(step: Database) -> tuple[str, bool]:
    """Make the database or bring it up to date; returns as `make`, raises StoreError."""
    done = _answer(step.desk, *step.words)
    database = step.desk.database
    if done["admin"] is not None:
        return f"{database}: made; {done['admin']} is its admin", True
    if done["migrations"]:
        return f"{database}: brought up to date", True
    return f"{database}: nothing to do", False


def make_admin(step: Admin) -> tuple[str, bool]:
    """Add the person where nobody of that name is there; returns as `make`, raises StoreError."""
    people = {each["username"]: each for each in _answer(step.desk, "staff", "list")}
    found = people.get(step.username)
    if found is None:
        _answer(step.desk, *step.words)
        return f"person {step.username}: added as admin", True
    if found["role"] != "admin" or found["disabled"]:
        state = "disabled" if found["disabled"] else f"in the role {found['role']}"
        return f"person {step.username}: there already, {state}; left so", False
    return f"person {step.username}: nothing to do", False


def make_key(step: Key) -> tuple[str, bool]:
    """Add the key where the person does not have it; returns as `make`.

    Raises InputError for a file that holds no key, StoreError where the desk says no.
    """
    line = _read(step.file)
    try:
        fingerprint = parse_key(line).fingerprint
    except BadKey as error:
        raise InputError("bad_key", f"{step.file}: {error}") from None
    keys = _answer(step.desk, "staff", "key", "list", step.username)
    if any(each["fingerprint"] == fingerprint and each["state"] == "holds" for each in keys):
        return f"key {fingerprint} of {step.username}: nothing to do", False
    _answer(step.desk, *step.words, given=line)
    return f"key {fingerprint} of {step.username}: added", True


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise InputError(
            "bad_key", f"{file} is no text; name the file that ends in .pub."
        ) from None


def _answer(desk: AtDesk, *words: str, given: str = "") -> Any:
    """What a command of creditui answers in JSON; raises StoreError with its own sentence."""
    told = run(desk.command(*words, "--json"), given=given)
    try:
        answer = json.loads(told.stdout)
    except ValueError:
        raise StoreError("desk_refuses", f"creditui {words[0]}: {last_line(told.stderr)}") from None
    if told.returncode != 0:
        message = answer["error"]["message"]
        raise StoreError("desk_refuses", f"creditui {words[0]} said no: {message}")
    return answer
