from tests.cli.harbour import Harbour

WHY = ("--reason", "correction", "--note", "Booked for someone else")


def test_a_use_and_its_give_back(harbour: Harbour) -> None:
    used = harbour.run("use", "maya", "2", "--service", "massage", "--reference", "B-9", by="alice")
    back = harbour.run("give-back", "15", by="alice")

    assert (used.status, used.out) == (0, "-2 massage for Maya Okafor: 8 -> 6 (entry 15)\n")
    assert (back.status, back.out) == (
        0,
        "+2 massage for Maya Okafor: 6 -> 8, through Mon 30 Nov 2026 (entry 16)\n",
    )
    newest, use = harbour.entries("maya")[:2]
    assert (newest["kind"], newest["corrects"]) == ("give_back", 15)
    assert (use["kind"], use["reference"], use["reason"]) == ("use", "B-9", None)


def test_a_use_answers_as_every_act_does(harbour: Harbour) -> None:
    answer = harbour.json("use", "maya", "2", "--service", "massage", "--request-id", "b-1")
    again = harbour.json("use", "maya", "2", "--service", "massage", "--request-id", "b-1")
    assert set(answer) == {"entry", "proposal", "replayed"}
    assert answer["entry"] == again["entry"] == harbour.entries("maya")[0]
    assert (answer["replayed"], again["replayed"]) == (False, True)


def test_more_than_there_is_cannot_be_used(harbour: Harbour) -> None:
    assert harbour.run("use", "maya", "9", "--service", "massage").status == 3
    assert harbour.run("use", "maya", "1", "--service", "yoga").status == 3
    assert harbour.run("use", "maya", "1").status == 2


def test_only_a_use_is_given_back_and_only_once(harbour: Harbour) -> None:
    harbour.run("use", "maya", "2", "--service", "massage")
    assert harbour.run("give-back", "1").status == 3
    assert harbour.run("give-back", "15").status == 0
    assert harbour.run("give-back", "15").status == 3
    assert harbour.run("give-back", "99").status == 2
    assert harbour.run("give-back", "-1").status == 2


def test_a_correction_is_the_opposite_once(harbour: Harbour) -> None:
    harbour.run("adjust", "maya", "--remove", "3", "--service", "massage", *WHY)
    ran = harbour.run("correct", "15", *WHY)
    assert (ran.status, ran.out) == (
        0,
        "+3 massage for Maya Okafor: 5 -> 8, through Mon 30 Nov 2026 (entry 16)\n",
    )
    assert harbour.entries("maya")[0]["corrects"] == 15
    assert harbour.run("correct", "15", *WHY).status == 3
    assert harbour.run("correct", "99", *WHY).status == 2


def test_correcting_an_add_removes_so_staff_may_not(harbour: Harbour) -> None:
    add = ("adjust", "maya", "--add", "1", "--service", "massage", "--reason", "goodwill")
    harbour.run(*add, "--note", "A kind word", by="alice")
    assert harbour.run("correct", "15", *WHY, by="alice").status == 3
    looked = harbour.json("correct", "15", *WHY, "--dry-run", by="mona")
    assert looked["entry"] is None
    assert harbour.run("correct", "15", *WHY, by="mona").status == 0


def test_expiry_writes_what_was_left_and_is_safe_to_repeat(harbour: Harbour) -> None:
    harbour.clock.advance(days=11)  # Tuesday 1 December: the lots of November are over
    ran = harbour.run("expire", by="mona")
    assert (ran.status, ran.out) == (0, "84 credits of 7 members expired (14 entries).\n")
    entry = harbour.entries("maya")[0]
    assert (entry["kind"], entry["actor"], entry["via"]) == ("expire", "system", None)
    assert harbour.run("expire").out == "Nothing has expired since the last time.\n"
    assert harbour.json("expire") == {"members": 0, "entries": 0, "credits": 0}


def test_expiry_is_for_those_who_may(harbour: Harbour) -> None:
    assert harbour.run("expire", by="alice").status == 3
