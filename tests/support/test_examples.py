"""Examples are the same in every run, also where other tests imported other modules before."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def examples() -> list[tuple[int, str]]:
    made: list[tuple[int, str]] = []

    @settings(derandomize=True, database=None, max_examples=200)
    @given(st.integers(), st.text())
    def tells(number: int, text: str) -> None:
        made.append((number, text))

    tells()
    return made


def test_no_example_comes_from_a_module_that_happens_to_be_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = examples()
    path = tmp_path / "imported_by_another.py"
    path.write_text("NUMBERS = (987654321987, 123456789123)\nWORDS = ('desk', 'lot', 'entry')\n")
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    monkeypatch.setitem(sys.modules, path.stem, module_from_spec(spec))
    assert examples() == before or settings.get_current_profile_name() == "explore"
