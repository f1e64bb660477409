"""An inspection takes a share of the file into memory, and leaves the machine to others."""

from __future__ import annotations

from pathlib import Path

import pytest

from creditui.store.engine import Store, open_store
from creditui.store.page_cache import LEAST, MOST, page_cache, share_of
from tests.support.studio import Studio

GIB = 1 << 30


@pytest.mark.parametrize(
    ("file", "machine", "share"),
    [
        (0, 0, LEAST),
        (200 << 20, 16 * GIB, LEAST),
        (1 * GIB, 16 * GIB, GIB // 4),
        (1 * GIB, 2 * GIB, GIB // 8),
        (4 * GIB, 16 * GIB, GIB),
        (400 * GIB, 256 * GIB, MOST),
        (400 * GIB, 0, LEAST),
    ],
)
def test_a_share_of_the_file_and_of_the_machine(file: int, machine: int, share: int) -> None:
    assert share_of(file, machine) == share


def test_a_file_that_is_missing_has_no_share(tmp_path: Path) -> None:
    assert page_cache(str(tmp_path / "none.db")) == LEAST


def test_only_an_inspection_takes_it(studio: Studio) -> None:
    assert cache_of(studio.store) != -LEAST // 1024
    inspecting = open_store(studio.url, inspect=True)
    assert cache_of(inspecting) == -LEAST // 1024
    inspecting.close()


def cache_of(store: Store) -> object:
    store.connection.authorizer = None  # it lets nobody ask
    return store.connection.pragma("cache_size")
