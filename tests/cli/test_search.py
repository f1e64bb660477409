import csv
import io

import pytest

from tests.cli.harbour import HOSTILE, Harbour


def test_a_search_answers_members_best_first(harbour: Harbour) -> None:
    ran = harbour.run("search", "okafor", "--json")

    assert ran.status == 0
    assert ran.json == [
        {
            "id": 1,
            "external_id": "maya",
            "name": "Maya Okafor",
            "email": "maya@example.org",
            "phone": "+44 7700 900123",
            "joined_on": "2026-01-01",
            "plan_name": "Gold Monthly",
            "standing": "active",
        }
    ]


def test_a_search_prints_aligned_lines(harbour: Harbour) -> None:
    assert harbour.run("search", "0129").out == (
        "id  name          e-mail           phone            plan          standing\n"
        " 7  Una Upcoming  una@example.org  +44 7700 900129  Gold Monthly  ○ upcoming\n"
    )


@pytest.mark.parametrize("words", [("maya", "oka"), ("oka maya",), ("0123",), ("MAYA@",)])
def test_any_part_in_any_order_finds_her(harbour: Harbour, words: tuple[str, ...]) -> None:
    assert "Maya Okafor" in harbour.run("search", *words).out


def test_nobody_is_an_empty_list_and_a_word_on_what_to_try(harbour: Harbour) -> None:
    ran = harbour.run("search", "qqqq")
    assert (ran.status, ran.out) == (0, "")
    assert "Nobody matches 'qqqq'" in ran.err
    assert harbour.run("search", "qqqq", "--json").json == []


def test_a_typo_is_forgiven_and_said(harbour: Harbour) -> None:
    ran = harbour.run("search", "okafro")
    assert "Maya Okafor" in ran.out
    assert "okafor" in ran.err


def test_more_than_the_limit_is_said(harbour: Harbour) -> None:
    ran = harbour.run("search", "example", "--limit", "3")
    assert len(ran.out.splitlines()) == 4
    assert ran.err.startswith("The first 3 of ")


def test_csv_never_starts_a_formula(harbour: Harbour) -> None:
    ran = harbour.run("search", "hostile", "--csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["name"] for row in rows] == [f"'{HOSTILE}"]

    maya = list(csv.DictReader(io.StringIO(harbour.run("search", "maya", "--csv").out)))
    assert maya[0]["phone"] == "'+44 7700 900123"


def test_json_is_ascii_so_that_no_character_acts_on_a_terminal(harbour: Harbour) -> None:
    assert harbour.run("search", "hostile", "--json").out.isascii()


def test_one_form_at_a_time(harbour: Harbour) -> None:
    assert harbour.run("search", "maya", "--csv", "--json").status == 2
