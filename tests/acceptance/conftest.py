import shutil
from pathlib import Path

import pytest

from tests.acceptance.desk import Desk
from tests.acceptance.make_studio import make_studio


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The studio's database, made once by the program; every test gets a copy of it."""
    return make_studio(tmp_path_factory.mktemp("acceptance"))


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Desk:
    """A studio of the test's own."""
    shutil.copytree(template.parent, tmp_path / "studio")
    return Desk(tmp_path / "studio" / template.name, tmp_path / "home")
