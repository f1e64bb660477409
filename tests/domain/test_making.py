"""What a maker makes is what the class makes, and as frozen."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import date
from typing import Any

import pytest

from creditui.domain.kinds import Kind, Source
from creditui.domain.ledger import GENESIS, Entry
from creditui.domain.lots import Movement, NewLot
from creditui.domain.making import maker

MOVEMENT = Movement(3, 8)
LOT = NewLot(3, 8, Source.OPENING, date(2026, 11, 1), None, None, None)
VALUES = dict.fromkeys(field.name for field in fields(Entry)) | {
    "kind": Kind.ADD,
    "credits": 8,
    "studio_date": date(2026, 11, 20),
    "movements": (MOVEMENT,),
    "new_lots": (LOT,),
    "prev_hash": GENESIS,
}
ENTRY = Entry(**VALUES)  # type: ignore[arg-type]


@pytest.mark.parametrize("frozen", [ENTRY, LOT, MOVEMENT], ids=lambda each: type(each).__name__)
def test_it_is_the_same_object_as_its_class_makes(frozen: Any) -> None:
    names = [field.name for field in fields(frozen)]
    made = maker(type(frozen))(*[getattr(frozen, name) for name in names])
    assert type(made) is type(frozen)
    assert (made, hash(made), repr(made)) == (frozen, hash(frozen), repr(frozen))
    changed = {names[-1]: b"another"}
    assert replace(made, **changed) == replace(frozen, **changed) != made
    with pytest.raises(FrozenInstanceError):
        setattr(made, names[0], 1)


@pytest.mark.parametrize("values", [(), (1,), (1, 2, 3)])
def test_every_field_is_given(values: tuple[int, ...]) -> None:
    with pytest.raises(TypeError):
        maker(Movement)(*values)
