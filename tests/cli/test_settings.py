"""`creditui settings`."""

from tests.cli.harbour import Harbour


def test_all_one_and_a_change(harbour: Harbour) -> None:
    assert "grace_days               60" in harbour.run("settings").out
    assert harbour.json("settings", "opens_at") == {"opens_at": "06:00"}
    ran = harbour.run("settings", "opens_at", "07:00")
    assert (ran.status, ran.out) == (0, "opens_at is 07:00 now.\n")
    assert harbour.json("settings")["opens_at"] == "07:00"
    assert harbour.json("settings", "limits.staff", "6,none,10") == {"limits.staff": "6,none,10"}


def test_a_threshold_changes_what_the_audit_finds(harbour: Harbour) -> None:
    words = ("--service", "massage", "--reason", "goodwill", "--note", "waited long")
    harbour.run("adjust", "maya", "--add", "3", *words)
    assert harbour.run("audit", "large").out == ""
    harbour.run("settings", "audit_large_credits", "3")
    ran = harbour.run("audit", "large")
    assert "added 3 credits of Massage for Maya Okafor" in ran.out
    assert "Adjustments of 3 credits or more." in ran.err


def test_what_is_wrong_or_refused(harbour: Harbour) -> None:
    assert harbour.run("settings", "nonsense").status == 2
    assert harbour.run("settings", "nonsense", "1").status == 2
    assert harbour.run("settings", "grace_days", "many").status == 2
    assert harbour.run("settings", by="alice").status == 3
    assert harbour.run("settings", "grace_days", "0", by="mona").status == 3
    assert harbour.run("settings", "grace_days", "0", before=("--read-only",)).status == 3
