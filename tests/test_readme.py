"""The README is true: its tables are the program's own, its commands run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from creditui.tui.configuration import read_configuration
from tests.readme import README, block, with_tables
from tests.support.patience import PATIENCE
from tests.support.studio import make_studio

TEXT = README.read_text("utf-8")
ROOT = README.parent


def test_the_tables_are_the_programs_own() -> None:
    assert with_tables(TEXT) == TEXT, "run: python -m tests.readme"


def test_the_two_commands_differ_only_in_what_they_run() -> None:
    demo, tests = block(TEXT, "demo-command").strip(), block(TEXT, "test-command").strip()
    assert demo.endswith("&& .venv/bin/creditui demo")
    assert tests.endswith("&& .venv/bin/pytest")
    assert len(demo.splitlines()) == len(tests.splitlines()) == 1


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", TEXT))
def test_what_it_links_to_is_there(link: str) -> None:
    assert (ROOT / link).exists()


@pytest.mark.parametrize("anchor", re.findall(r"\]\(#([^)]+)\)", TEXT))
def test_what_it_leads_to_is_a_heading_of_its_own(anchor: str) -> None:
    headings = re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    names = [re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert names.count(anchor) == 1


def test_its_configuration_is_one(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    assert example
    file = tmp_path / "config.toml"
    file.write_text(example[1], "utf-8")
    assert read_configuration(file).keys["ledger"] == ("y",)


def test_its_session_runs(tmp_path: Path) -> None:
    lines = [line.removeprefix("$ ") for line in block(TEXT, "session").splitlines()]
    small = "--no-open --members 24"
    script = "\n".join(("set -e", *lines)).replace("--no-open", small)
    ran = _shell(script, tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "Maya Okafor" in ran.stdout
    assert '"replayed": false' in ran.stdout
    assert (tmp_path / "studio-copy.sqlite").exists()


def test_its_ledger_is_checked(tmp_path: Path) -> None:
    script = "\n".join(line.removeprefix("$ ") for line in block(TEXT, "checking").splitlines())
    start = 'set -e\nexport CREDITUI_DB="$(creditui demo --no-open --members 24)"\n'
    ran = _shell(start + script, tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "all of it agrees" in ran.stdout
    assert "The proof holds" in ran.stdout


def test_a_studio_of_its_own_is_set_up(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "fixtures" / "import" / "studio", tmp_path / "exports")
    ran = _shell("set -e\n" + block(TEXT, "own-studio"), tmp_path)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("line", block(TEXT, "shell").splitlines())
def test_the_sqlite_shell_is_refused(line: str, tmp_path: Path) -> None:
    studio = make_studio(tmp_path)
    studio.store.close()
    before = studio.path.read_bytes()
    command = line.removeprefix("$ ").replace("studio.sqlite", shlex.quote(str(studio.path)))
    ran = _shell(command, tmp_path)
    assert ran.returncode != 0
    assert "Error" in ran.stderr
    assert studio.path.read_bytes() == before


def _shell(script: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run `script` as a person would, with `creditui` on the path and a home of her own."""
    bin_folder = home / "bin"
    bin_folder.mkdir()
    program = bin_folder / "creditui"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m creditui "$@"\n')
    program.chmod(0o755)
    environment = {
        "HOME": str(home),
        "PATH": f"{bin_folder}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
    }
    return subprocess.run(
        ["bash", "-c", script],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
