from __future__ import annotations

from pathlib import Path

import pytest

from creditui.tui.commands import BY_ID, shown_key
from creditui.tui.configuration import Configuration, ConfigurationError, read_configuration


def _read(folder: Path, text: str) -> Configuration:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    return read_configuration(path)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_configuration(tmp_path / "none.toml") == Configuration()


def test_theme_mouse_and_keys_are_read(tmp_path: Path) -> None:
    read = _read(
        tmp_path, 'theme = "light"\nmouse = true\n[keys]\nledger = "y"\nhelp = ["?", "F3"]\n'
    )
    assert (read.theme, read.mouse) == ("light", True)
    assert read.keys == {"ledger": ("y",), "help": ("?", "f3")}
    assert shown_key(BY_ID["ledger"], read.keys) == "y"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[keys]\nledger = "ctrl+h"', ["ledger", "'ctrl+h'", "does not arrive"]),
        ('[keys]\nledger = "alt+x"', ["ledger", "'alt+x'", "is not a key"]),
        ("[keys]\nledger = 3", ["ledger", "in quotes"]),
        ("[keys]\nledger = []", ["ledger", "in quotes"]),
        ('[keys]\nsing = "s"', ["no command 'sing'"]),
        ('[keys]\nledger = "a"', ["'a'", "adjust", "ledger"]),
        ('keys = "a"', ["[keys]"]),
        ('theme = "pink"', ["theme", "'pink'", "dark"]),
        ('mouse = "yes"', ["mouse", "true or false"]),
        ("colour = 1", ["no setting 'colour'"]),
        ("theme = ", ["not valid TOML"]),
    ],
)
def test_a_fault_is_one_sentence_that_names_it(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        _read(tmp_path, text)
    message = str(caught.value)
    assert all(word in message for word in words), message
    assert message.endswith(".")
    assert "\n" not in message


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_configuration(tmp_path)
