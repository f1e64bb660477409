"""RULES.md states every rule and every code that a program may meet."""

from __future__ import annotations

import re
from pathlib import Path

import creditui.domain
from creditui.domain.kinds import Flag
from creditui.domain.reasons import DEFAULT_REASONS

FOLDER = Path(creditui.domain.__file__).parent
PAGE = (FOLDER / "RULES.md").read_text(encoding="utf-8")


def test_every_rule_has_its_place_in_order() -> None:
    assert re.findall(r"^### (R[0-9]+)\. ", PAGE, re.M) == [f"R{n}" for n in range(1, 25)]


def test_every_refusal_code_is_listed() -> None:
    rooms = (FOLDER, FOLDER.parent / "desk", FOLDER.parent / "access")
    source = "".join(path.read_text("utf-8") for room in rooms for path in room.rglob("*.py"))
    of_machines = {"not_root"}  # what a program needs of its account is no rule of the desk
    codes = set(re.findall(r'Refusal\(\s*"([a-z_]+)"', source)) - of_machines
    assert len(codes) > 15
    assert {code for code in codes if f"`{code}`" not in PAGE} == set()


def test_every_flag_and_reason_is_listed() -> None:
    names = {*Flag, *(reason.code for reason in DEFAULT_REASONS)}
    assert {name for name in names if f"`{name}`" not in PAGE} == set()


def test_rules_cited_in_code_exist() -> None:
    cited = {
        int(n)
        for path in FOLDER.glob("*.py")
        for n in re.findall(r"\bR([0-9]+)\b", path.read_text(encoding="utf-8"))
    }
    assert cited <= set(range(1, 25))
