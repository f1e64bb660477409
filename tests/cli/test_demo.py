from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from creditui.cli.commands.demo import PEOPLE, demo_folder
from creditui.desk.demo.joining import join
from tests.cli.harbour import OWNER, Ran
from tests.support.studio import FixedClock

MAKE = ("demo", "--members", "24", "--no-open")


def people(call: Callable[..., Ran], path: str) -> dict[str, str]:
    listed = call("--db", path, "staff", "list", "--json").json
    assert isinstance(listed, list)
    return {person["username"]: person["role"] for person in listed}


def test_the_sample_studio_is_made_once_and_kept(call: Callable[..., Ran]) -> None:
    made = call(*MAKE, clock=FixedClock())
    path = made.out.strip()

    assert (made.status, made.err) == (0, "")
    assert Path(path).parent == demo_folder(24, 1)
    assert people(call, path).items() >= {name: role for role, name in PEOPLE.items()}.items()
    assert people(call, path)[OWNER] == "admin"

    call("--db", path, "staff", "add", "zoe", "--name", "Zoe", "--role", "staff")
    assert call(*MAKE, clock=FixedClock()).out == made.out
    assert "zoe" in people(call, path)
    assert call(*MAKE, "--fresh", clock=FixedClock()).out == made.out
    assert "zoe" not in people(call, path)


def test_another_seed_or_size_is_another_studio() -> None:
    assert len({demo_folder(24, 1), demo_folder(24, 2), demo_folder(25, 1)}) == 3


def test_it_may_be_made_elsewhere_but_never_over_a_studio(
    call: Callable[..., Ran], tmp_path: Path
) -> None:
    path = str(tmp_path / "sample.db")
    words = ("--db", path, *MAKE)
    assert call(*words, clock=FixedClock()).out == f"{path}\n"
    again = call(*words, clock=FixedClock())
    assert (again.status, again.out) == (2, "")
    assert path in again.err


@pytest.mark.parametrize("when", ["initialise", "join", "_write"])
def test_half_a_studio_is_not_kept(
    call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    monkeypatch.setattr(f"creditui.desk.demo.{when}", interrupted)
    stopped = call(*MAKE, clock=FixedClock())
    assert stopped.status == 130
    assert list(demo_folder(24, 1).parent.iterdir()) == []


@pytest.mark.parametrize("how", [(), ("--fresh",)], ids=["made", "made anew"])
def test_of_two_who_make_it_at_once_both_have_it(
    call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, how: tuple[str, ...]
) -> None:
    """The second was told to name another place; with --fresh it took the first one's away."""
    second: list[Ran] = []

    def later(*args: Any) -> Any:
        monkeypatch.setattr("creditui.desk.demo.join", join)
        second.append(call(*MAKE, *how, clock=FixedClock()))
        return join(*args)

    monkeypatch.setattr("creditui.desk.demo.join", later)
    first = call(*MAKE, *how, clock=FixedClock())
    path = str(demo_folder(24, 1) / "studio.sqlite")
    said = [(ran.status, ran.out, ran.err) for ran in (first, *second)]
    assert said == [(0, f"{path}\n", "")] * 2
    assert call("--db", path, "verify").status == 0
    assert not list(demo_folder(24, 1).glob("*unfinished*"))


def test_a_studio_that_is_made_anew_goes_as_a_whole(
    call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder with a log and no database in it, or half of them, was taken for a studio."""
    path = Path(call(*MAKE, clock=FixedClock()).out.strip())
    with monkeypatch.context() as patched:
        patched.setattr("os.unlink", interrupted)
        assert call(*MAKE, "--fresh", clock=FixedClock()).status == 130
    assert not path.parent.exists()
    assert call(*MAKE, clock=FixedClock()).out == f"{path}\n"
    assert call("--db", str(path), "verify").status == 0


def test_what_another_database_left_is_not_taken_for_its_own(
    call: Callable[..., Ran], tmp_path: Path
) -> None:
    left = tmp_path / "sample.db-wal"
    left.write_bytes(b"another's")
    made = call("--db", str(tmp_path / "sample.db"), *MAKE, clock=FixedClock())
    assert (made.status, made.out) == (2, "")
    assert f"There is a file {left} already" in made.err
    assert [*tmp_path.iterdir()] == [left]


def interrupted(*_: object, **__: object) -> NoReturn:
    raise KeyboardInterrupt


def test_opening_it_needs_a_terminal_before_anything_is_made(call: Callable[..., Ran]) -> None:
    ran = call("demo")
    assert ran.status == 2
    assert "needs a terminal" in ran.err
    assert not demo_folder(2000, 1).exists()


@pytest.mark.parametrize("words", [("--role", "queen"), ("--members", "0"), ("--seed", "x")])
def test_what_is_typed_wrong_is_said(call: Callable[..., Ran], words: tuple[str, ...]) -> None:
    assert call("demo", *words).status == 2
