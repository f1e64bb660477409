"""What every file must keep to: lint, layout, types, the direction of imports, size, a tidy top."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

TOP_LEVEL = {
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "creditui",
    "pyproject.toml",
    "requirements.lock",
    "screenshots",
    "tests",
}
LONGEST_FILE = 300

TOOLS = {
    "ruff check": ["-m", "ruff", "check", "--no-fix"],
    "ruff format": ["-m", "ruff", "format", "--diff"],
    "mypy": ["-m", "mypy"],
    "lint-imports": [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"],
}
"""Each tool's arguments to this Python; what each checks is set in pyproject.toml."""


def tracked_files() -> list[str]:
    """The files of the repository, whoever owns the folder it lies in."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).exists()]


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tool_finds_nothing(tool: str) -> None:
    command = [sys.executable, *TOOLS[tool]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{tool} says:\n{done.stdout}{done.stderr}", pytrace=False)


def test_the_top_level_holds_only_what_a_reader_looks_for() -> None:
    tops = {name.split("/")[0] for name in tracked_files()}
    assert {top for top in tops if not top.startswith(".")} <= TOP_LEVEL


def test_every_file_stays_readable_in_one_go() -> None:
    files = [ROOT / name for name in tracked_files() if name.startswith("creditui/")]
    lengths = {str(path.relative_to(ROOT)): len(lines(path)) for path in files}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_every_dependency_says_why_it_is_here() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(name for extra in extras for name in extra)]
    text = lines(ROOT / "pyproject.toml")
    unexplained = [
        name
        for name in wanted
        if not any(re.match(rf'\s*"{re.escape(name)}",\s+# \w.*', line) for line in text)
    ]
    assert unexplained == []


def test_the_lock_pins_every_dependency_and_names_no_host() -> None:
    pins = [line for line in lines(ROOT / "requirements.lock") if not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", pin)] == []
    locked = {pin.split("==")[0].lower().replace("_", "-") for pin in pins}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["test"]
    assert {re.split("[<>=]", name)[0] for name in wanted} <= locked


def test_the_command_line_starts_without_the_interface() -> None:
    """Importing Textual costs a fifth of a second that `creditui search` need not pay."""
    program = "import sys, creditui.cli.main; print({'textual', 'rich'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
