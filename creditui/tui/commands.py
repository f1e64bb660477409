"""From the one list of commands: bindings, footer, palette, help and the README's key table.

A command is offered where its room is open and nothing speaks against it; what does speak against
it is a sentence, given by the screen (`why_not`). Keys can be remapped by command id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.binding import Binding, BindingType

from creditui.tui.command_table import COMMANDS, EVERY_ROOM, Command, Room
from creditui.tui.keys import binding_keys, key_label

__all__ = ["BY_ID", "COMMANDS", "EVERY_ROOM", "Command", "Keymap", "Room"]

Keymap = Mapping[str, tuple[str, ...]]
"""Keys chosen by the person, by command id; a command that is not in it keeps its own."""


BY_ID = {command.id: command for command in COMMANDS}


def in_room(room: Room) -> Iterator[Command]:
    """The commands that belong to a room, in order."""
    return (command for command in COMMANDS if room in command.rooms)


def keys_of(command: Command, keymap: Keymap) -> tuple[str, ...]:
    """The keys that ask for the command, remapped or its own."""
    return keymap.get(command.id, command.keys)


def shown_key(command: Command, keymap: Keymap) -> str:
    """The command's first key as a person reads it: `ctrl+p`, `esc`, `?`."""
    return key_label(keys_of(command, keymap)[0])


def bindings(room: Room) -> list[BindingType]:
    """The Textual bindings of a room, for the `BINDINGS` of its screen.

    Each has the command's id, so that `App.set_keymap` can move it.
    """
    return [
        Binding(
            binding_keys(command.keys),
            command.action,
            command.label,
            id=command.id,
            tooltip=command.help,
        )
        for command in in_room(room)
    ]


def textual_keymap(keymap: Keymap) -> dict[str, str]:
    """The keymap as `App.set_keymap` takes it."""
    return {name: binding_keys(keys) for name, keys in keymap.items()}


def key_table() -> str:
    """The README's table of keys, in Markdown."""
    lines = ["| key | command | where | what it does |", "| --- | --- | --- | --- |"]
    for command in COMMANDS:
        keys = ", ".join(f"`{key_label(key)}`" for key in command.keys)
        where = "everywhere" if command.rooms == EVERY_ROOM else ", ".join(command.rooms)
        lines.append(f"| {keys} | {command.name} | {where} | {command.help} |")
    return "\n".join(lines) + "\n"
