import pytest

from tests.cli.harbour import HOSTILE, Harbour

MAYA = """\
Maya Okafor (member 1)
maya@example.org  +44 7700 900123  maya
Joined Thu 1 Jan 2026

service   balance
massage         8
reformer        4

Gold Monthly (membership 1)  ● active  since Thu 1 Jan 2026
lot  service   left  of  source     through
  1  massage      8   8  allocated  Mon 30 Nov 2026  in 10 days
  2  reformer     4   4  allocated  Mon 30 Nov 2026  in 10 days

period                    service   allocated  used  adjusted  expired  left  through
2026-11-01 to 2026-11-30  massage           8     0         0        0     8  Mon 30 Nov 2026
2026-11-01 to 2026-11-30  reformer          4     0         0        0     4  Mon 30 Nov 2026
"""
WHY = ("--reason", "goodwill", "--note", "A kindness for her birthday")


def test_a_member_is_shown_with_all_she_holds(harbour: Harbour) -> None:
    ran = harbour.run("show", "maya")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out == MAYA


def test_show_answers_in_the_shapes_that_scripts_rely_on(harbour: Harbour) -> None:
    harbour.run("use", "hostile", "1", "--service", "massage")
    harbour.run("adjust", "hostile", "--add", "2", *WHY, "--expires", "2026-12-24")
    harbour.run("use", "hostile", "1", "--service", "massage")

    assert harbour.json("show", "9") == {
        "member": {
            "id": 9,
            "external_id": "hostile",
            "name": HOSTILE,
            "email": "hostile@example.org",
            "phone": "",
            "joined_on": None,
        },
        "today": "2026-11-20",
        "balances": {"massage": 1},
        "memberships": [
            {
                "id": 8,
                "external_id": "ms-hostile",
                "plan": "solo",
                "plan_name": "Solo Massage",
                "standing": "active",
                "adjustable": True,
                "started_on": "2026-01-01",
                "ends_on": None,
                "cancelled_on": None,
                "paused": False,
                "past_due": False,
                "balances": {"massage": 1},
                "lots": [
                    {
                        "id": 15,
                        "service": "massage",
                        "granted": 2,
                        "used": 1,
                        "removed": 0,
                        "expired": 0,
                        "left": 1,
                        "source": "add",
                        "reason": "goodwill",
                        "starts_on": "2026-11-20",
                        "expires_on": "2026-12-24",
                        "alive": True,
                        "period": None,
                    }
                ],
                "periods": [],
            }
        ],
    }


def test_a_period_says_what_each_service_got(harbour: Harbour) -> None:
    shown = harbour.json("show", "maya")["memberships"]
    assert isinstance(shown, list)
    services = {
        code: {
            "allocated": credits,
            "used": 0,
            "adjusted": 0,
            "expired": 0,
            "left": credits,
            "expires_on": "2026-11-30",
        }
        for code, credits in (("massage", 8), ("reformer", 4))
    }
    assert shown[0]["periods"] == [
        {"id": 1, "starts_on": "2026-11-01", "ends_on": "2026-11-30", "services": services}
    ]


@pytest.mark.parametrize(
    ("member", "line"),
    [
        ("paula", "◐ paused"),
        ("dora", "! past due"),
        ("grace", "○ cancelled, 12 days of grace"),
        ("gone", "its 60 days of grace ended on Thu 19 Nov 2026"),
        ("exa", "This membership ended on Thu 19 Nov 2026"),
        ("una", "This membership starts on Mon 30 Nov 2026"),
        ("nora", "No membership."),
        ("hostile", HOSTILE),
    ],
)
def test_standing_is_a_symbol_and_words(harbour: Harbour, member: str, line: str) -> None:
    assert line in harbour.run("show", member).out


@pytest.mark.parametrize("reference", ["1", "maya", "MAYA@example.org", "07700 900123"])
def test_a_member_goes_by_id_external_id_email_or_phone(harbour: Harbour, reference: str) -> None:
    member = harbour.json("show", reference)["member"]
    assert isinstance(member, dict)
    assert member["name"] == "Maya Okafor"


def test_nobody_and_two_people_are_errors_that_say_so(harbour: Harbour) -> None:
    nobody = harbour.run("show", "zed@example.org")
    two = harbour.run("show", "shared@example.org")

    assert (nobody.status, nobody.out) == (2, "")
    assert "'zed@example.org'" in nobody.err
    assert (two.status, two.out) == (2, "")
    assert "10 Tom Twice" in two.err
    assert "11 Tim Twin" in two.err


def test_a_day_that_has_passed_is_shown_as_such(harbour: Harbour) -> None:
    harbour.clock.advance(days=2)
    harbour.run("use", "maya", "3", "--service", "massage")
    ran = harbour.run("show", "maya", "--as-of", "yesterday")
    first, _, *rest = ran.out.splitlines()
    assert first.startswith(
        "As of the end of Sat 21 Nov 2026. Balances, lots and periods are worked"
    )
    assert "as they are stored today." in first
    assert rest[0] == "Maya Okafor (member 1)"
    then = harbour.json("show", "maya", "--as-of", "2026-11-21")
    now = harbour.json("show", "maya")
    assert (then["as_of"], then["today"]) == ("2026-11-21", "2026-11-21")
    assert "as_of" not in now
    assert (then["balances"], now["balances"]) == (
        {"massage": 8, "reformer": 4},
        {"massage": 5, "reformer": 4},
    )


def test_a_day_to_come_can_not_be_shown(harbour: Harbour) -> None:
    ran = harbour.run("show", "maya", "--as-of", "tomorrow")
    assert (ran.status, ran.err) == (
        2,
        "Sat 21 Nov 2026 has not been yet; give a date up to today.\n",
    )
    assert harbour.run("show", "maya", "--as-of", "when").status == 2
