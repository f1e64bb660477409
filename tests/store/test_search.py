from __future__ import annotations

import tempfile
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.membership import Member
from creditui.domain.text import fold
from creditui.store.engine import Store, migrate, open_store
from creditui.store.errors import Interrupted
from creditui.store.search import COUNTED, search_members
from creditui.store.search_index import index_members
from creditui.store.transaction import writing
from tests.support.reindexing import reindex

PEOPLE = (
    Member(1, "Zoë Müller", "zoe@example.com", "07700 900123"),
    Member(2, "José García", "family@example.org", "+44 7700 900124"),
    Member(3, "Łukasz O’Brien", "l.obrien@example.org", "0044 7700-900125"),
    Member(4, "Anne-Marie Smith", "family@example.org", "+44 (0)7700 900126"),
    Member(5, "王小明", "wang@example.com", "(07700) 900.127"),
    Member(6, "محمد علي", "m.ali@example.com", "7700900128"),
    Member(7, "Maya Okafor", "maya@example.com", ""),
    Member(8, "Maya Okafor", "okafor2@example.com", ""),
    Member(9, "Ada Okafor-Smith", "ada@mail.example", ""),
    Member(10, "=1+1", "formula@example.net", ""),
    Member(11, "[@click=app.quit]x[/]", "markup@example.net", ""),
    Member(12, "Amaya Smithson", "smith@example.net", ""),
)


def filled(folder: Path, members: tuple[Member, ...]) -> Store:
    store = open_store(str(folder / "studio.db"), create=True)
    migrate(store)
    with writing(store):
        insert(store, members)
        index_members(store, members)
    return store


def insert(store: Store, members: tuple[Member, ...]) -> None:
    for member in members:
        store.execute(
            "INSERT INTO member (id, name, email, phone) VALUES (?, ?, ?, ?)",
            (member.id, member.name, member.email, member.phone),
        )


def change(store: Store, member: Member) -> None:
    with writing(store):
        store.execute(
            "UPDATE member SET name = ?, email = ?, phone = ? WHERE id = ?",
            (member.name, member.email, member.phone, member.id),
        )
        index_members(store, (member,))


def ids(store: Store, text: str) -> list[int]:
    return [member.id for member in search_members(store, text).members]


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = filled(tmp_path_factory.mktemp("search"), PEOPLE)
    yield store
    store.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Store]:
    store = filled(tmp_path, PEOPLE)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zoe", [1]),
        ("ZOË", [1]),
        ("Zoe\u0308", [1]),
        ("müll", [1]),
        ("uller", [1]),
        ("jose garcia", [2]),
        ("garcía josé", [2]),
        ("gar jo", [2]),
        ("lukasz", [3]),
        ("Łuk", [3]),
        ("o'brien", [3]),
        ("O’Brien", [3]),
        ("obrien", [3]),
        ("brien", [3]),
        ("anne-marie", [4]),
        ("anne marie", [4]),
        ("annemarie", [4]),
        ("marie", [4]),
        ("王小明", [5]),
        ("王", [5]),
        ("小明", [5]),
        ("明", [5]),
        ("محمد", [6]),
        ("مُحَمَّد", [6]),
        ("علي مح", [6]),
        ("maya okafor", [7, 8]),
        ("okaf", [7, 8, 9]),
        ("ok", [7, 8, 9]),
        ("m", [7, 8, 4, 1]),
        ("family@example.org", [4, 2]),
        ("FAMILY@", [4, 2]),
        ("Maya Okafor <maya@example.com>", [7]),
        ("maya@example.com;", [7]),
        ("obrien@example", [3]),
        ("mail.ex", [9]),
        ("okafor2", [8]),
        ("smith", [9, 4, 12]),
        ("maya", [7, 8, 12]),
        ("ya ok", [7, 8]),
        ("=1+1", [10]),
        ("[@click=app.quit]x[/]", [11]),
        ("maya zoe", []),
        ("nobodyatall", []),
    ],
)
def test_any_part_of_a_name_or_e_mail_finds(studio: Store, text: str, found: list[int]) -> None:
    result = search_members(studio, text)
    assert [member.id for member in result.members] == found
    assert result.total == len(found)
    assert not result.more
    assert result.corrected is None


@pytest.mark.parametrize("last", ["123", "124", "125", "126", "127", "128"])
@pytest.mark.parametrize(
    "typed",
    [
        "0{}",
        "900{}",
        "07700900{}",
        "07700 900{}",
        "07700 900 {}",
        "(07700) 900-{}",
        "+44 7700 900{}",
        "+44 7700-900{}",
        "+44 (0)7700 900{}",
        "+447700900{}",
        "0044 7700 900{}",
        "00447700900{}",
        "7700900{}",
    ],
)
def test_a_phone_is_found_however_it_is_written(studio: Store, typed: str, last: str) -> None:
    assert ids(studio, typed.format(last)) == [int(last) - 122]


def test_a_phone_is_found_while_it_is_typed(studio: Store) -> None:
    for typed in ("+44 7700 900124", "07700 900123"):
        for length in range(5, len(typed) + 1):
            assert set(ids(studio, typed[:length])) & {1, 2}, typed[:length]


def test_a_name_and_the_end_of_a_phone_together(studio: Store) -> None:
    assert ids(studio, "mül 0123") == [1]
    assert ids(studio, "0123 zoe") == [1]
    assert ids(studio, "garcia 0123") == []


@pytest.mark.parametrize(
    ("text", "found", "corrected"),
    [
        ("okafro", [7, 8, 9], "okafor"),
        ("okkafor", [7, 8, 9], "okafor"),
        ("okfor", [7, 8, 9], "okafor"),
        ("ikafor", [7, 8, 9], "okafor"),
        ("okafpr", [7, 8, 9], "okafor"),
        ("okfaor", [7, 8, 9], "okafor"),
        ("mueller", [1], "muller"),
        ("maya okafro", [7, 8], "maya okafor"),
        ("garcai 0124", [2], "garcia 0124"),
        ("okaff", [7, 8, 9], "okaf"),
        ("zoo", [], None),
        ("okarfxo", [], None),
    ],
)
def test_one_typo_is_forgiven(
    studio: Store, text: str, found: list[int], corrected: str | None
) -> None:
    result = search_members(studio, text)
    assert sorted(member.id for member in result.members) == found
    assert result.corrected == corrected


def test_a_typo_is_not_looked_for_where_something_fits(studio: Store) -> None:
    assert search_members(studio, "smit").corrected is None


def test_nothing_typed_is_everybody_by_name(studio: Store) -> None:
    everybody = search_members(studio, "")
    assert everybody.total == len(PEOPLE)
    assert [member.name for member in everybody.members[1:4]] == [
        "Ada Okafor-Smith",
        "Amaya Smithson",
        "Anne-Marie Smith",
    ]
    assert search_members(studio, " \t\x00 ") == everybody
    assert search_members(studio, "", limit=2).members == everybody.members[:2]


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "*",
        "maya*",
        "maya OR zoe",
        "NEAR(maya zoe)",
        "maya AND okafor",
        "name:maya",
        "%",
        "____",
        "(((",
        "^^",
        "$$$",
        "\x00maya\x1b",
        "\ud800",
        "x" * 10_000,
        "ma " * 3_000,
        "1 " * 3_000,
        "+",
        "00",
        "0 0 0",
        "\n",
        "-- ; DROP TABLE member",
    ],
)
def test_hostile_text_is_only_text(studio: Store, text: str) -> None:
    search_members(studio, text)
    assert search_members(studio, "").total == len(PEOPLE)


def test_a_control_character_parts_words(studio: Store) -> None:
    assert ids(studio, "\x00maya\x1bokafor") == [7, 8]


@given(st.one_of(st.text(st.characters()), st.text("0+( )-a'\"*@.é王 ", max_size=20)))
def test_no_text_is_too_much(text: str) -> None:
    search_members(shared(), text)


NAMES = st.text(
    st.one_of(st.sampled_from("aeé o'-ßŁ王小明مح 12.[=|"), st.characters(exclude_categories=["C"])),
    min_size=3,
    max_size=40,
)


@given(NAMES, st.data())
def test_any_three_characters_of_a_name_find_it(name: str, data: st.DataObject) -> None:
    store = shared()
    folded = fold(name)
    change(store, replace(PEOPLE[0], name=name))
    if len(folded) >= 3:
        start = data.draw(st.integers(0, len(folded) - 3))
        end = data.draw(st.integers(start + 3, len(folded)))
        part = folded[start:end]
        if len(part.strip()) >= 3:
            assert PEOPLE[0].id in ids(store, part)


_shared: list[Store] = []


def shared() -> Store:
    """One studio for all examples of a property: each of them writes the member it looks for."""
    if not _shared:
        _shared.append(filled(Path(tempfile.mkdtemp()), PEOPLE))
    return _shared[0]


def test_a_changed_member_is_found_as_she_is_now(own: Store) -> None:
    change(own, Member(7, "Grace Okafor", "grace@example.com", "07700 900555"))
    assert ids(own, "maya okafor") == [8]
    assert ids(own, "grace") == [7]
    assert ids(own, "0555") == [7]
    assert ids(own, "maya@example") == []
    assert search_members(own, "grade").corrected == "grace"
    change(own, PEOPLE[6])
    assert search_members(own, "grade").members == ()
    assert ids(own, "maya okafor") == [7, 8]


def test_an_index_written_anew_finds_the_same(own: Store) -> None:
    texts = ("okaf", "smith", "0123", "family@", "", "okafro", "m")
    before = [search_members(own, text) for text in texts]
    with writing(own):
        assert reindex(own) == len(PEOPLE)
    assert [search_members(own, text) for text in texts] == before


def test_a_member_who_comes_twice_in_one_go_is_indexed_once(own: Store) -> None:
    with writing(own):
        index_members(own, (PEOPLE[6], PEOPLE[6]))
    assert ids(own, "maya okafor") == [7, 8]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """More members than are counted, most of them with one name."""
    many = tuple(
        Member(n, "Anna Smith" if n % 2 else f"Bo Annason {n}", f"anna{n}@example.com", f"07{n:09}")
        for n in range(1, 2 * COUNTED + 401)
    )
    few = (Member(5000, "Anna"), Member(5001, "Annabel A"), Member(5002, "Zoe Anna"))
    store = filled(tmp_path_factory.mktemp("crowd"), (*many, *few))
    yield store
    store.close()


def test_a_common_name_is_counted_so_far_and_the_best_come_first(crowd: Store) -> None:
    found = search_members(crowd, "anna", limit=5)
    assert (found.total, found.more, len(found.members)) == (COUNTED, True, 5)
    assert [member.id for member in found.members] == [5000, 1, 3, 5, 7]
    assert [m.id for m in search_members(crowd, "anna", limit=2000).members][1201:1203] == [
        5002,
        5001,
    ]


def test_a_common_text_of_two_words(crowd: Store) -> None:
    found = search_members(crowd, "smith an", limit=3)
    assert (found.total, found.more) == (COUNTED, True)
    assert [member.name for member in found.members] == ["Anna Smith"] * 3
    assert [m.id for m in search_members(crowd, "annabel a").members] == [5001]


def test_the_limit_holds_for_every_kind_of_text(crowd: Store) -> None:
    for text in (
        "",
        "a",
        "an",
        "anna",
        "example.com",
        "07",
        "anna smith",
        "000",
        "anna 07",
        "smyth",
    ):
        assert len(search_members(crowd, text, limit=7).members) == 7, text


def test_a_count_below_the_cap_is_exact(crowd: Store) -> None:
    found = search_members(crowd, "annason 1")
    assert (found.total, found.more) == (555, False)


def test_the_end_of_a_phone_comes_before_its_middle(crowd: Store) -> None:
    assert search_members(crowd, "0012").members[0].id == 12


def test_a_search_can_be_stopped(crowd: Store) -> None:
    stop = threading.Event()

    def pester() -> None:
        while not stop.is_set():
            crowd.interrupt()

    thread = threading.Thread(target=pester)
    thread.start()
    try:
        with pytest.raises(Interrupted):
            deque(search_members(crowd, "anna smith") for _ in range(10_000))
    finally:
        stop.set()
        thread.join()
    assert search_members(crowd, "annabel").total == 1
