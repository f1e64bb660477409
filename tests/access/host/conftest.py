"""Machines to install on. They need root; for anybody else those tests are left out and counted."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.host.machine import Machine, machine

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.getuid() == 0:
        return
    roots = [each for each in items if {"fresh", "installed"} & set(_fixtures(each))]
    if roots:
        config.hook.pytest_deselected(items=roots)
        items[:] = [each for each in items if each not in roots]


def _fixtures(item: pytest.Item) -> tuple[str, ...]:
    return tuple(item.fixturenames) if isinstance(item, pytest.Function) else ()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Machine]:
    """A machine that nothing was done on yet."""
    with machine(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine that creditui was installed on; every test leaves it as it was."""
    with machine(tmp_path_factory.mktemp("machine")) as made:
        assert made.creditui("ssh", "install").status == 0
        yield made
