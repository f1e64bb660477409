"""A sample studio for each test of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.studio import Studio, open_studio


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """The sample studio, open for writing."""
    with open_studio(tmp_path) as opened:
        yield opened
