"""One sample studio that all tests of a process only read."""

from collections.abc import Iterator

import pytest

from tests.desk.demo.studio import Made, make


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    made = make(tmp_path_factory.mktemp("demo"), members=120)
    yield made
    made.store.close()
