"""Ugly files: line ends, encodings, quotes, headers. Each problem has its exact place."""

from __future__ import annotations

import os

import pytest

from creditui.desk.errors import InputError
from tests.desk.importing.conftest import Importing

HEADER = "external_id,name,email,phone,joined_on"
WAYS = [
    ("plain", b"external_id,name,email,phone,joined_on\nC-1,Zo\xc3\xab,,,\n"),
    ("no last line end", b"external_id,name,email,phone,joined_on\nC-1,Zo\xc3\xab,,,"),
    ("mark", b"\xef\xbb\xbfexternal_id,name,email,phone,joined_on\nC-1,Zo\xc3\xab,,,\n"),
    ("mark, quoted", b'\xef\xbb\xbf"external_id",name,email,phone,joined_on\nC-1,Zo\xc3\xab,,,\n'),
    ("crlf", b"external_id,name,email,phone,joined_on\r\nC-1,Zo\xc3\xab,,,\r\n"),
    ("cr", b"external_id,name,email,phone,joined_on\rC-1,Zo\xc3\xab,,,\r"),
    ("other order", b"phone,NAME ,joined_on,external_id,email\n,Zo\xc3\xab,,C-1,\n"),
    ("blank lines", b"\n\nexternal_id,name,email,phone,joined_on\n\n,,,,\nC-1,Zo\xc3\xab,,,\n\n"),
]
BAD = [
    ("", [(1, "")]),
    ("\n\n", [(1, "")]),
    ("external_id;name;email;phone;joined_on\nC-1;x;;;", [(1, "")]),
    ("external_id,name,email,phone\nC-1,x,,", [(1, "joined_on")]),
    (f"{HEADER},colour\nC-1,x,,,,red", [(1, "colour")]),
    (f"{HEADER},name\nC-1,x,,,,y", [(1, "name")]),
    (f"{HEADER},\nC-1,x,,,,", [(1, "number 6")]),
    ("external_id,nom,email,phone,joined_on\nC-1,x,,,", [(1, "name"), (1, "nom")]),
    (f"{HEADER}\nC-1,x,,\nC-2,x,,,,\nC-3,x,,,2026-02-30", [(2, ""), (3, ""), (4, "joined_on")]),
    (f'{HEADER}\nC-1,"x"y,,,\nC-2,,,,', [(2, ""), (3, "name")]),
    (f'{HEADER}\nC-1,x,,,\nC-2,"open,,,\nC-3,x,,,', [(3, "")]),
    (f'{HEADER}\nC-1,"two\nlines",,,\nC-2,\x1b[2J,,,', [(4, "name")]),
    (f'{HEADER}\r\nC-1,"two\r\nlines",,,\r\nC-2,,,,', [(4, "name")]),
    (f'{HEADER}\rC-1,"two\rlines",,,\rC-2,,,,', [(4, "name")]),
    (f"{HEADER}\nC-1,{'x' * 200_000},,,\nC-2,,,,", [(2, "")]),
    (f"{HEADER}\nC-1,{'x' * 301},,,", [(2, "name")]),
    (f"{HEADER}\nC-1,a\u202eb,x\u2066y,\x9b31m,", [(2, "name"), (2, "email"), (2, "phone")]),
    (f"{HEADER}\n,x,,,\nC-2,,,,\n,,,,x", [(2, "external_id"), (3, "name"), (4, "external_id"),
                                          (4, "name"), (4, "joined_on")]),
]  # fmt: skip
BAD_BYTES = [
    (b"C-1,Zo\xeb,,,\n", 2),
    (b"C-1,x,,,\r\nC-2,y,,,\r\nC-3,\xff,,,\r\n", 4),
    (b"C-1,x,,,\rC-2,y,,,\rC-3,\xff,,,\r", 4),
    (b"C-1,x,,,\nC-2,\xed\xa0\x80,,,\n", 3),
    (b"C-1,x,,,\nC-2,a\0b,,,\n", 3),
    (b"C-1,x,,,\rC-2,a\0b,,,\r", 3),
]


@pytest.mark.parametrize(("way", "data"), WAYS, ids=[way for way, _ in WAYS])
def test_a_file_is_read_however_its_lines_end(importing: Importing, way: str, data: bytes) -> None:
    importing.put("members.csv", data)
    importing.done()
    assert importing.record("C-1").member.name == "Zoë"


@pytest.mark.parametrize(("text", "places"), BAD)
def test_a_problem_is_told_by_line_and_column(
    importing: Importing, text: str, places: list[tuple[int, str]]
) -> None:
    importing.put("members.csv", text.encode())
    found = importing.problems()
    assert [(p.line, p.column) for p in found] == places
    assert all(p.file == "members.csv" and str(p).isprintable() for p in found)


@pytest.mark.parametrize(("data", "line"), BAD_BYTES)
def test_bytes_that_are_no_text_are_told_by_line(
    importing: Importing, data: bytes, line: int
) -> None:
    importing.put("members.csv", f"{HEADER}\n".encode() + data)
    assert importing.places() == [("members.csv", line, "")]


def test_a_utf_16_file_is_not_read(importing: Importing) -> None:
    importing.put("members.csv", f"{HEADER}\nC-1,x,,,\n".encode("utf-16"))
    assert importing.places() == [("members.csv", 1, "")]


@pytest.mark.parametrize("kind", ["folder", "pipe", "nobody may read"])
def test_what_is_no_plain_file_is_told(importing: Importing, kind: str) -> None:
    path = importing.folder / "members.csv"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path)
    assert importing.places() == [("members.csv", 0, "")]


def test_a_folder_that_is_not_there_is_an_error(importing: Importing) -> None:
    importing.folder.rmdir()
    with pytest.raises(InputError, match="not a folder"):
        importing.run()


def test_a_folder_without_files_is_an_error(importing: Importing) -> None:
    (importing.folder / "notes.txt").write_text("x")
    with pytest.raises(InputError, match="none of the files"):
        importing.run()


def test_problems_are_told_up_to_a_thousand_and_then_counted(importing: Importing) -> None:
    importing.put("members.csv", "\n".join(f"C-{i},,,," for i in range(1_500)))
    report = importing.run()
    assert (len(report.problems), report.more_problems) == (1_000, 500)
    assert report.problems[-1].line == 1_001
