"""One installed sshd for all tests of a worker; who changes something changes her own people."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.sshd import Sshd, installed_sshd


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without root there is no machine to install on: those tests are left out, and counted."""
    if os.getuid() == 0:
        return
    roots = [item for item in items if "sshd" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=roots)
    items[:] = [item for item in items if item not in roots]


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """The studio as it is installed."""
    folder: Path = tmp_path_factory.mktemp("sshd")
    (folder / "machine").mkdir()
    with installed_sshd(folder) as server:
        yield server
