"""The person's configuration file: keys, mouse and theme.

It is TOML, in the user's configuration folder (`~/.config/creditui/config.toml` on Linux):

    theme = "light"
    mouse = false

    [keys]
    ledger = "y"
    help = ["?", "f3"]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from creditui.tui.commands import BY_ID, COMMANDS, Keymap, Room, in_room, keys_of
from creditui.tui.keys import key_fault
from creditui.tui.theme import NAMES


class ConfigurationError(ValueError):
    """The configuration file cannot be used; the message is one sentence saying what to change."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a person may choose about the interface."""

    theme: str = NAMES[0]
    mouse: bool = False
    keys: Keymap = field(default_factory=lambda: MappingProxyType({}))


def configuration_path() -> Path:
    """Where the file is looked for; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("creditui") / "config.toml"


def read_configuration(path: Path | None = None) -> Configuration:
    """The configuration in a file, or the defaults where there is none.

    Raises:
        ConfigurationError: The file cannot be read, is not TOML, or says something unknown.
    """
    path = configuration_path() if path is None else path
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Configuration()
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path} is not valid TOML: {error}.") from None
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}.") from None
    return _parsed(path, text)


def _parsed(path: Path, text: str) -> Configuration:
    import tomllib  # most people have no such file

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path} is not valid TOML: {error}.") from None
    try:
        return _configuration(data)
    except ConfigurationError as error:
        raise ConfigurationError(f"{path}: {error}") from None


def _configuration(data: Mapping[str, Any]) -> Configuration:
    if unknown := sorted(data.keys() - {"theme", "mouse", "keys"}):
        raise ConfigurationError(f"there is no setting {unknown[0]!r}.")
    theme = data.get("theme", NAMES[0])
    if theme not in NAMES:
        raise ConfigurationError(f"theme must be one of {', '.join(NAMES)}, not {theme!r}.")
    mouse = data.get("mouse", False)
    if not isinstance(mouse, bool):
        raise ConfigurationError(f"mouse must be true or false, not {mouse!r}.")
    keys = data.get("keys", {})
    if not isinstance(keys, dict):
        raise ConfigurationError("[keys] must be a table of command = key.")
    keymap = {name: _keys(name, value) for name, value in keys.items()}
    _refuse_clashes(keymap)
    return Configuration(theme, mouse, MappingProxyType(keymap))


def _keys(name: str, value: object) -> tuple[str, ...]:
    """The keys for one command, each checked."""
    if name not in BY_ID:
        known = ", ".join(command.id for command in COMMANDS)
        raise ConfigurationError(f"[keys] there is no command {name!r}; there are {known}.")
    written = value if isinstance(value, list) else [value]
    if not written or not all(isinstance(key, str) for key in written):
        raise ConfigurationError(f"[keys] {name} must be a key, or a list of keys, in quotes.")
    keys = [str(key) if len(str(key)) == 1 else str(key).strip().lower() for key in written]
    for key in keys:
        if fault := key_fault(key):
            raise ConfigurationError(f"[keys] {name} = {key!r}: {key!r} {fault}.")
    return tuple(keys)


def _refuse_clashes(keymap: Keymap) -> None:
    """Two commands that work in one place cannot share a key."""
    for room in Room:
        taken: dict[str, str] = {}
        for command in in_room(room):
            for key in keys_of(command, keymap):
                other = taken.setdefault(key, command.id)
                if other != command.id:
                    raise ConfigurationError(
                        f"[keys] {key!r} is given to both {other} and {command.id}, "
                        f"which work in the same place ({room})."
                    )
