"""The process on the machine of the tests that does what `Machine` asks, one line each."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from creditui.access.host import check_programs as programs
from creditui.access.host import running
from creditui.access.host.check_accounts import check_accounts
from creditui.access.host.check_database import check_database
from creditui.access.host.check_programs import check_programs
from creditui.access.host.check_sshd import check_sshd
from creditui.access.host.doctor import people_of
from creditui.access.host.place import Place
from creditui.cli.main import main
from tests.support.patience import PATIENCE

programs.MOST_CPU = running.SECONDS = PATIENCE  # a busy machine is no fault of the installation
PATH = "/opt/creditui/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def answer(question: dict[str, Any]) -> object:
    """Do what was asked, and return what is to be told."""
    if "sh" in question:
        return _sh(question["sh"])
    if "creditui" in question:
        return _creditui(question["creditui"])
    return [
        {"level": each.level, "code": each.code, "message": each.sentence, "remedy": each.remedy}
        for each in _check(question["check"])
    ]


def _check(name: str) -> list[Any]:
    place = Place()
    people = people_of(place)
    if name == "accounts":
        return list(check_accounts(place))
    if name == "programs":
        return list(check_programs(place, people.get(place.accounts.keys)))
    if name == "sshd":
        return list(check_sshd(place))
    return list(check_database(place, people))


def _sh(script: str) -> tuple[int, str, str]:
    told = subprocess.run(
        ["bash", "-c", script],
        env={"PATH": PATH, "LANG": "C.UTF-8", "HOME": "/"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return told.returncode, told.stdout, told.stderr


def _creditui(words: list[str]) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(words)
    return status, out.getvalue(), err.getvalue()


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
