"""Each question with a small story that answers it exactly, and one that just does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from creditui.desk.applying import apply
from creditui.desk.audit import audit_overview
from creditui.desk.audit_findings import AuditFindings, audit_findings
from creditui.desk.audit_summary import audit_summary, summed_up
from creditui.desk.errors import InputError, Refused
from creditui.domain.audit.questions import QUESTIONS
from creditui.domain.calendar import studio_date
from creditui.domain.filtering import Filter
from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.domain.proposal import Add, Why
from creditui.domain.settings import Settings
from creditui.domain.wording import say_date
from creditui.store.studio import read_settings, write_settings
from creditui.store.transaction import writing
from tests.desk.conftest import DeskOf
from tests.support.studio import NOW, TODAY, Studio

EVER = (TODAY - timedelta(days=400), TODAY + timedelta(days=400))
ZONE = "Europe/London"

Asks = Callable[..., AuditFindings]


@pytest.fixture
def ask(desk_of: DeskOf) -> Asks:
    """Ask one question as the auditor, over all time where no period is given."""

    def asking(
        code: str,
        since: date = EVER[0],
        until: date = EVER[1],
        before_id: int | None = None,
        limit: int = 100,
    ) -> AuditFindings:
        return audit_findings(desk_of("audrey"), code, since, until, before_id, limit)

    return asking


def ids(found: AuditFindings) -> list[int]:
    """The entries that were found, oldest first."""
    return sorted(each.entry.id for each in found.findings)


def put(
    studio: Studio, credits: int = 2, *, actor: str = "alice", to: str = "maya", **changes: Any
) -> Entry:
    """An add that is in the ledger, whatever the rules would say."""
    day = studio_date(studio.clock.now(), ZONE)
    grant = studio.grant(credits, external_id=to, days=1_000)
    draft = studio.draft(Kind.ADD, (grant,), external_id=to, actor=actor, day=day)
    return studio.append(replace(draft, note=f"booking {studio.clock.now()}", **changes))


def move(studio: Studio, kind: Kind, entry: Entry, credits: int = -1, **changes: Any) -> Entry:
    """An act on the lot that `entry` made."""
    day = studio_date(studio.clock.now(), ZONE)
    change = studio.move(entry.movements[0].lot_id, credits)
    return studio.append(replace(studio.draft(kind, (change,), day=day), **changes))


def set_up(studio: Studio, **changes: Any) -> Settings:
    with writing(studio.store):
        settings = replace(read_settings(studio.store), **changes)
        write_settings(studio.store, settings)
    return settings


def link(studio: Studio, username: str, external_id: str) -> None:
    studio.store.execute(
        "UPDATE staff SET member_id = (SELECT id FROM member WHERE external_id = ?)"
        " WHERE username = ?",
        (external_id, username),
    )


def test_own_household_finds_her_her_address_and_her_phone_also_through_another(
    studio: Studio, ask: Asks
) -> None:
    link(studio, "mona", "nora")
    studio.store.execute("UPDATE member SET email = 'NORA@example.org' WHERE external_id = 'maya'")
    studio.store.execute("UPDATE member SET phone = '020 7946 0000', phone_tail = '9460000'"
                         " WHERE external_id IN ('nora', 'paula')")  # fmt: skip
    own = put(studio, actor="mona", to="nora")
    mail = put(studio, actor="mona", to="maya")
    phone = put(studio, actor="mona", to="paula")
    behind = put(studio, actor="alice", via=studio.staff("mona"), to="nora")
    put(studio, actor="mona", to="dora")
    put(studio, actor="alice", to="maya")
    found = ask("own-household")
    assert ids(found) == [own.id, mail.id, phone.id, behind.id]
    assert [each.sentence for each in found.findings] == [
        "Alice Adams (via mona) added 2 credits of Massage for Nora None, who is she herself.",
        "Mona Meyer added 2 credits of Massage for Paula Paused, who has her phone number.",
        "Mona Meyer added 2 credits of Massage for Maya Okafor, who has her e-mail address.",
        "Mona Meyer added 2 credits of Massage for Nora None, who is she herself.",
    ]


def test_a_household_says_of_how_many_people_it_can_tell(studio: Studio, ask: Asks) -> None:
    assert ask("own-household").rule.endswith(" It knows the client record of 0 of 4 people.")
    for username in ("mona", "ada"):
        link(studio, username, "nora")
    assert ask("own-household").rule.endswith(" It knows the client record of 2 of 4 people.")
    studio.store.execute("UPDATE staff SET disabled = 1 WHERE username = 'alice'")
    link(studio, "audrey", "dora")
    assert ask("own-household").rule.endswith(" e-mail address or phone.")


def test_dormant_by_the_ledgers_age(studio: Studio, ask: Asks) -> None:
    studio.clock.advance(days=89)
    put(studio)
    studio.clock.advance(days=1)
    late = put(studio)
    found = ask("dormant")
    assert ids(found) == [late.id]
    assert found.findings[0].sentence == (
        "Alice Adams added 2 credits of Massage for Maya Okafor,"
        " who had never used any, as far as the ledger goes back."
    )


def test_dormant_by_the_last_use(studio: Studio, ask: Asks) -> None:
    first = put(studio)
    studio.clock.advance(days=100)
    move(studio, Kind.USE, first)
    studio.clock.advance(days=89)
    put(studio)
    assert ids(ask("dormant")) == []
    studio.clock.advance(days=1)
    late = put(studio)
    found = ask("dormant")
    assert ids(found) == [late.id]
    used_on = say_date(studio_date(studio.clock.now(), ZONE) - timedelta(days=90))
    assert found.findings[0].sentence.endswith(f", who had used nothing since {used_on}.")
    set_up(studio, audit_dormant_days=91)
    assert ids(ask("dormant")) == []


def test_a_new_client_is_not_dormant_and_a_correction_credits_nobody(
    studio: Studio, ask: Asks
) -> None:
    first = put(studio)
    removed = move(studio, Kind.REMOVE, first)
    studio.clock.advance(days=200)
    put(studio, to="nora")
    move(studio, Kind.ADD, first, 1, corrects=removed.id)
    assert ids(ask("dormant")) == []


@pytest.mark.parametrize(
    ("days", "amounts", "found"),
    [
        ((0, 2, 2, 2), (4, 5, 5, 4), [0, 1, 2, 3]),
        ((0, 2, 2, 3), (4, 5, 5, 4), []),
        ((0, 2, 2, 2), (4, 5, 5, 3), []),
        ((0, 2, 2, 2), (6, 5, 5, 4), []),
        ((0, 1, 1, 1, 30), (5, 5, 5, 5, 5), [0, 1, 2, 3]),
    ],
)
def test_near_limit_finds_enough_of_them_at_the_limit_or_1_below_it_within_its_days(
    studio: Studio,
    ask: Asks,
    days: tuple[int, ...],
    amounts: tuple[int, ...],
    found: list[int],
) -> None:
    made = []
    for advance, credits in zip(days, amounts, strict=True):
        studio.clock.advance(days=advance)
        made.append(put(studio, credits).id)
        put(studio, credits, actor="mona")
    assert ids(ask("near-limit")) == [made[i] for i in found]


def test_near_limit_counts_what_lies_outside_the_period(studio: Studio, ask: Asks) -> None:
    made = []
    for _ in range(4):
        made.append(put(studio, 5).id)
        studio.clock.advance(days=1)
    second = TODAY + timedelta(days=1)
    found = ask("near-limit", second, second)
    assert ids(found) == [made[1]]
    assert "one of 4 such adjustments within 7 days" in found.findings[0].sentence


def test_near_limit_goes_by_a_persons_own_limit(studio: Studio, ask: Asks) -> None:
    studio.store.execute(
        """UPDATE staff SET limits = '{"adjustment": 2, "day": null, "member": null}'
        WHERE username = 'alice'"""
    )
    made = [put(studio, credits).id for credits in (1, 2, 1, 2)]
    put(studio, 5)
    assert ids(ask("near-limit")) == made


def test_quick_use_finds_credits_used_within_its_minutes_and_not_a_second_later(
    studio: Studio, ask: Asks
) -> None:
    quick, slow, other = put(studio), put(studio), put(studio)
    studio.clock.advance(minutes=60)
    used = move(studio, Kind.USE, quick)
    studio.clock.advance(seconds=1)
    move(studio, Kind.USE, slow)
    move(studio, Kind.REMOVE, other)
    move(studio, Kind.USE, quick)
    found = ask("quick-use")
    assert ids(found) == [quick.id]
    assert f"entry {used.id} used some of it 60 minutes later" in found.findings[0].sentence


def test_outside_hours_finds_what_is_done_before_opening_or_from_closing_on(
    studio: Studio, ask: Asks
) -> None:
    studio.clock.instant = NOW.replace(hour=21, minute=59, second=59)
    put(studio)
    studio.clock.advance(seconds=1)
    late = put(studio)
    studio.clock.advance(hours=7, minutes=59)
    early = put(studio)
    studio.clock.advance(minutes=1)
    put(studio)
    found = ask("outside-hours")
    assert ids(found) == [late.id, early.id]
    assert (
        found.findings[1].sentence
        == "Alice Adams added 2 credits of Massage for Maya Okafor at 22:00."
    )
    set_up(studio, opens_at="05:00", closes_at="23:00")
    assert ids(ask("outside-hours")) == []


def test_outside_hours_is_by_the_studios_clock_in_summer_too(studio: Studio, ask: Asks) -> None:
    studio.clock.instant = NOW.replace(year=2027, month=6, hour=20, minute=59)
    put(studio)
    studio.clock.advance(minutes=1)
    late = put(studio)
    assert ids(ask("outside-hours")) == [late.id]


def test_copied_notes_finds_one_persons_note_from_the_fifth_time_on_whatever_its_case(
    studio: Studio, ask: Asks
) -> None:
    same = [put(studio) for _ in range(4)]
    put(studio, actor="mona")
    assert ids(ask("copied-notes")) == []
    draft = studio.draft(Kind.ADD, (studio.grant(2),), actor="alice")
    fifth = studio.append(replace(draft, note=same[0].note.upper()))
    found = ask("copied-notes")
    assert ids(found) == [*(each.id for each in same), fifth.id]
    assert "with a note given 5 times" in found.findings[0].sentence
    assert ids(ask("copied-notes", before_id=fifth.id)) == [each.id for each in same]


def test_copied_notes_knows_the_cases_of_all_letters(studio: Studio, ask: Asks) -> None:
    note = "Größe geändert, wie mit Žofie abgesprochen"
    draft = studio.draft(Kind.ADD, (studio.grant(1),), actor="alice")
    spelled = (note, note.upper(), note.lower(), note.title(), note.casefold())
    for number, each in enumerate(spelled):
        before = draft.balance_before + number
        studio.append(
            replace(
                draft,
                note=each,
                request_id=f"copy-{number}",
                balance_before=before,
                balance_after=before + 1,
            )
        )
    assert len(ids(ask("copied-notes"))) == 5


def test_empty_notes_finds_a_note_that_says_nothing_and_says_why(studio: Studio, ask: Asks) -> None:
    draft = studio.draft(Kind.ADD, (studio.grant(2),), actor="alice")
    empty = studio.append(replace(draft, note="aaaaa"))
    put(studio)
    found = ask("empty-notes")
    assert ids(found) == [empty.id]
    assert found.findings[0].sentence.endswith("; the note is one character again and again.")


def test_large_finds_what_was_added_or_removed_from_10_on(studio: Studio, ask: Asks) -> None:
    put(studio, 9)
    large = put(studio, 10)
    taken = move(studio, Kind.REMOVE, large, -10)
    assert ids(ask("large")) == [large.id, taken.id]


def test_what_nobody_decided_is_never_asked_about(studio: Studio, ask: Asks) -> None:
    set_up(studio, audit_large_credits=1)
    assert ids(ask("large")) == []


def test_over_allocation_finds_the_entries_that_are_flagged_so(studio: Studio, ask: Asks) -> None:
    over = put(studio, flags=("short_expiry", "over_allocation"))
    put(studio, flags=("short_expiry",))
    assert ids(ask("over-allocation")) == [over.id]


def test_removals_and_corrections_find_no_use_and_no_give_back(studio: Studio, ask: Asks) -> None:
    added, other = put(studio), put(studio)
    removed = move(studio, Kind.REMOVE, added)
    corrected = move(studio, Kind.REMOVE, other, -2, corrects=other.id)
    used = move(studio, Kind.USE, added)
    move(studio, Kind.GIVE_BACK, added, 1, corrects=used.id)
    assert ids(ask("removals")) == [removed.id, corrected.id]
    found = ask("corrections")
    assert ids(found) == [corrected.id]
    assert found.findings[0].sentence.endswith(f", correcting entry {other.id} by Alice Adams.")


@pytest.mark.parametrize("code", ["large", "outside-hours"])
def test_findings_come_in_pages_newest_first(studio: Studio, ask: Asks, code: str) -> None:
    studio.clock.advance(hours=11)
    made = [put(studio, 10).id for _ in range(5)]
    first = ask(code, limit=3)
    assert [each.entry.id for each in first.findings] == made[:1:-1]
    assert first.before_id == made[2]
    rest = ask(code, before_id=made[2], limit=3)
    assert ids(rest) == made[:2]
    assert rest.before_id is None
    whole = ask(code, limit=5)
    assert whole.before_id is None


def test_a_period_includes_both_its_days(studio: Studio, ask: Asks) -> None:
    made = []
    for _ in range(4):
        made.append(put(studio, 10).id)
        studio.clock.advance(days=1)
    found = ask("large", TODAY + timedelta(days=1), TODAY + timedelta(days=2))
    assert ids(found) == made[1:3]


def test_the_overview_counts_what_the_questions_find(
    studio: Studio, desk_of: DeskOf, ask: Asks
) -> None:
    studio.clock.advance(hours=11)
    for credits in (4, 5, 5, 4, 12):
        put(studio, credits)
    membership = studio.record().memberships[0]
    act = Add(membership.id, "massage", 6, TODAY + timedelta(days=30), Why("goodwill", "waited"))
    with pytest.raises(Refused):
        apply(desk_of("alice"), 1, act, "r-1")
    overview = audit_overview(desk_of("audrey"))
    assert (overview.since, overview.until) == (TODAY - timedelta(days=29), TODAY)
    counts = {str(each.question.code): each.entries for each in overview.answers}
    assert counts == {str(each.code): len(ask(each.code).findings) for each in QUESTIONS}
    assert (counts["near-limit"], counts["large"], counts["outside-hours"]) == (4, 1, 5)
    assert overview.refused == 1
    assert audit_overview(desk_of("audrey"), until=TODAY - timedelta(days=1)).refused == 0


def test_adjustments_are_summed_up_by_person_reason_service_and_week(
    studio: Studio, desk_of: DeskOf
) -> None:
    first = put(studio, 5)
    put(studio, 2, actor="mona")
    studio.clock.advance(days=3)  # from Friday to Monday
    move(studio, Kind.REMOVE, first, -3)
    desk = desk_of("audrey")

    def lines(by: str) -> list[tuple[str, int, int, int, int]]:
        found = audit_summary(desk, by, *EVER)
        return [(line.label, line.entries, line.added, line.removed, line.net) for line in found]

    assert lines("person") == [("mona", 2, 2, -3, -1), ("alice", 1, 5, 0, 5)]
    assert lines("reason") == [("correction", 3, 7, -3, 4)]
    assert lines("service") == [("massage", 3, 7, -3, 4)]
    assert lines("week") == [("2026-11-16", 2, 7, 0, 7), ("2026-11-23", 1, 0, -3, -3)]


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        (date(2026, 11, 18), date(2026, 11, 20), date(2026, 11, 18), date(2026, 11, 20)),
        (date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 16), date(2026, 11, 22)),
    ],
)
def test_a_week_that_the_period_cuts_leads_to_its_days_in_the_period(
    desk_of: DeskOf, since: date, until: date, first: date, last: date
) -> None:
    asked = summed_up(desk_of("audrey"), "week", "2026-11-16", since, until)
    assert asked == Filter(adjusted=True, since=first, until=last)


def test_only_who_may_see_the_studios_ledger_may_ask(desk_of: DeskOf) -> None:
    for username in ("mona", "audrey", "ada"):
        audit_overview(desk_of(username))
    for asking in (
        audit_overview,
        lambda desk: audit_findings(desk, "large"),
        lambda desk: audit_summary(desk, "person"),
    ):
        with pytest.raises(Refused):
            asking(desk_of("alice"))


def test_what_can_not_be_asked_is_an_error(desk_of: DeskOf) -> None:
    desk = desk_of("audrey")
    with pytest.raises(InputError, match="own-household"):
        audit_findings(desk, "nonsense")
    with pytest.raises(InputError, match="person"):
        audit_summary(desk, "nonsense")
    with pytest.raises(InputError, match="begins"):
        audit_overview(desk, TODAY, TODAY - timedelta(days=1))
