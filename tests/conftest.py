"""What every test gets: the same examples, an environment of its own, all cores for a whole run.

And a studio, where it asks for one.
"""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

if TYPE_CHECKING:
    from tests.support.studio import Studio

OWN_VARIABLES = re.compile(
    r"TEXTUAL_|CREDITUI_|GIT_|LC_|PYTHON(?!PATH$|HOME$)|"
    r"(LANGUAGE|TERM|COLORTERM|NO_COLOR|FORCE_COLOR|COLUMNS|LINES)$"
)
"""Variables of the person who runs the tests that would change what they see."""

for name in [name for name in os.environ if OWN_VARIABLES.match(name)]:
    del os.environ[name]  # before Textual is imported, which reads its own once
# Every program that a test starts finds creditui compiled, as pip leaves it, and starts in half the
# time; a shell or a container may have said otherwise.
sys.dont_write_bytecode = False

# Examples are the same in every run, so that a red run tells of the change and not of luck;
# HYPOTHESIS_PROFILE=explore looks further, with new examples each time.
# No clock fails an example: another program may have the processor just then.
settings.register_profile("any", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("any"), derandomize=True, max_examples=60)
settings.register_profile("explore", settings.get_profile("any"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
if settings.get_current_profile_name() == "same":
    # Among the examples are constants of the modules imported so far: those of the tests before.
    vars(providers)["_get_local_constants"] = lambda: providers._local_constants


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One process where files or folders are named (it starts faster), else one for each core."""
    named = [word for word in config.invocation_params.args if os.path.exists(word.split("::")[0])]
    return 0 if named else None


def pytest_collection_finish() -> None:
    """Leave what is there by now to the end: looking for garbage in it takes a sixth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clear the variables that an earlier test's interface has left."""
    for name in list(os.environ):
        if OWN_VARIABLES.match(name):
            monkeypatch.delenv(name)


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """The sample studio, open for writing."""
    from tests.support.studio import open_studio  # most tests of the rules need no database

    with open_studio(tmp_path) as opened:
        yield opened
