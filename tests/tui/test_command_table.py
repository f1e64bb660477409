from __future__ import annotations

import pytest
from textual.binding import Binding

from creditui.tui.commands import BY_ID, COMMANDS, Command, Room, bindings, in_room, key_table
from creditui.tui.keys import key_fault
from creditui.tui.widgets.windowed import Windowed


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_is_named_explained_and_placed(command: Command) -> None:
    assert command.id.isidentifier()
    assert command.keys
    assert command.name
    assert command.label
    assert command.help.endswith(".")
    assert command.rooms
    assert 0 <= command.rank <= 9


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize("room", Room)
def test_no_key_has_two_meanings_in_a_room(room: Room) -> None:
    keys = [key for command in in_room(room) for key in command.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("room", [room for room in Room if room not in (Room.FORM, Room.REVIEW)])
def test_no_letter_is_taken_by_the_list(room: Room) -> None:
    moving = {"j", "k"}
    assert not moving & {key for command in in_room(room) for key in command.keys}
    assert {"up", "k", "down,j"} <= {binding.key for binding in Windowed.BINDINGS}  # type: ignore[union-attr]


def test_every_key_arrives_in_every_terminal() -> None:
    for command in COMMANDS:
        for key in command.keys:
            assert key_fault(key) is None, f"{command.id}: {key}"
            assert "alt" not in key
            assert "shift+f" not in key


@pytest.mark.parametrize("letter", "abhijmz")
def test_keys_that_are_swallowed_are_refused(letter: str) -> None:
    assert key_fault(f"ctrl+{letter}") is not None


def test_bindings_carry_the_command_id() -> None:
    for room in Room:
        ids = [binding.id for binding in bindings(room) if isinstance(binding, Binding)]
        assert ids == [command.id for command in in_room(room)]


def test_the_key_table_has_every_command() -> None:
    table = key_table()
    for command in COMMANDS:
        assert f"| {command.name} |" in table
        assert command.help in table
