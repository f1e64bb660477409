"""The log of committed acts is cut anywhere: it opens at the last act that is whole (R17)."""

from pathlib import Path
from random import Random

from tests.faults.support.acts import check
from tests.faults.support.disk import Call, watched
from tests.faults.support.power import Platter
from tests.faults.support.recorded import Recorded


def is_log(call: Call) -> bool:
    return call.kind == "write" and call.path.endswith("-wal")


def test_cut_in_or_after_any_frame(recorded: Recorded, tmp_path: Path) -> None:
    before_closing = recorded.calls[: recorded.ends[-1]]
    platter = Platter(recorded.before)
    for call in before_closing:
        platter.take(call)
    wholes = [
        max(call.offset + len(call.data) for call in recorded.calls[:end] if is_log(call))
        for end in recorded.ends
    ]
    chance, tried = Random(5), 0
    for number in chance.sample(recorded.chosen(), 100):
        call = recorded.calls[number - 1]
        if number > len(before_closing) or not is_log(call):
            continue
        cut = call.offset + chance.choice((len(call.data), chance.randrange(len(call.data))))
        folder = tmp_path / f"cut-at-{cut}-{number}"
        folder.mkdir()
        for path, content in platter.left().items():
            end = cut if path.endswith("-wal") else None
            folder.joinpath(Path(path).name).write_bytes(content[:end])
        standing = sum(whole <= cut for whole in wholes)
        with watched():
            check(folder / "studio.db", standing, standing)
        tried += 1
    assert tried > 70
