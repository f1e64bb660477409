"""The committed pictures are what the screens look like now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screenshots.__main__ import FOLDER
from tests.screenshots.index import INDEX, index
from tests.screenshots.making import make, make_sample
from tests.screenshots.picture import Sitting, sittings
from tests.screenshots.pictures import PICTURES

AGAIN = "make them again with: python -m tests.screenshots"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.mark.parametrize("sitting", sittings(PICTURES), ids=str)
async def test_pictures_are_of_today(sitting: Sitting, sample: Path, tmp_path: Path) -> None:
    made = await make(sitting, sample, tmp_path)
    stale = [file for file, svg in made.items() if _committed(file) != svg]
    assert not stale, f"screenshots/ is out of date: {', '.join(stale)}; {AGAIN}"


def test_there_is_no_picture_without_a_line_in_the_table() -> None:
    listed = {picture.file(size) for picture in PICTURES for size in picture.sizes}
    assert {path.name for path in FOLDER.iterdir()} == {INDEX, *listed}, AGAIN
    assert (FOLDER / INDEX).read_text("utf-8") == index(PICTURES), AGAIN


def test_a_picture_fetches_nothing_and_names_no_place() -> None:
    for path in FOLDER.glob("*.svg"):
        svg = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "", 1)
        assert "://" not in svg, path.name
        assert "url(" not in svg, path.name


def _committed(file: str) -> str:
    path = FOLDER / file
    return path.read_text("utf-8") if path.exists() else ""
