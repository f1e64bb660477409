import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from creditui.cli.main import main
from creditui.desk.clock import Clock
from tests.cli.harbour import Harbour, Ran, build


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A studio made once; every test gets a copy of it."""
    folder = tmp_path_factory.mktemp("harbour")
    build(folder)
    return folder


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data and logs go below the test's own folder, and no configuration comes from elsewhere."""
    home = tmp_path / "home"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    return home


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the program in this process and read what it wrote."""

    def run(*words: str, clock: Clock | None = None) -> Ran:
        capsys.readouterr()
        status = main(words, clock=clock)
        written = capsys.readouterr()
        answer = json.loads(written.out) if "--json" in words else None
        return Ran(status, written.out, written.err, answer)

    return run


@pytest.fixture
def harbour(template: Path, tmp_path: Path, call: Callable[..., Ran]) -> Harbour:
    """A studio of the test's own."""
    shutil.copytree(template, tmp_path / "studio")
    return Harbour(tmp_path / "studio" / "studio.db", call)
