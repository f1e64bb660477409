"""The bytes of keys and pastes."""

import pytest

from tests.support.keys import key_bytes, paste_bytes


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x", b"x"),
        ("+", b"+"),
        ("é", "é".encode()),
        ("enter", b"\r"),
        ("shift+tab", b"\x1b[Z"),
        ("down", b"\x1b[B"),
        ("ctrl+home", b"\x1b[1;5H"),
        ("shift+up", b"\x1b[1;2A"),
        ("ctrl+p", b"\x10"),
        ("ctrl+@", b"\x00"),
        ("ctrl+_", b"\x1f"),
        ("alt+x", b"\x1bx"),
        ("f10", b"\x1b[21~"),
    ],
)
def test_a_key_has_the_bytes_xterm_sends(name: str, expected: bytes) -> None:
    assert key_bytes(name) == expected


def test_cursor_keys_follow_the_mode_of_the_program() -> None:
    assert key_bytes("up", application=True) == b"\x1bOA"
    assert key_bytes("ctrl+up", application=True) == b"\x1b[1;5A"


@pytest.mark.parametrize("name", ["", "entre", "ctrl+é", "ctrl+down+x", "hyper+up", "shift+a"])
def test_an_unknown_key_is_an_error_and_never_typed(name: str) -> None:
    with pytest.raises(ValueError, match="no terminal sends"):
        key_bytes(name)


def test_a_paste_sends_returns_and_brackets_where_asked() -> None:
    assert paste_bytes("a\nb\r\nc", bracketed=False) == b"a\rb\rc"
    assert paste_bytes("a\nb", bracketed=True) == b"\x1b[200~a\rb\x1b[201~"
