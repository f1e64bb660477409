"""`creditui reasons`."""

from tests.cli.harbour import Harbour

BIRTHDAY = ("birthday", "--for", "add")
WORDS = ("--name", "Birthday", "--purpose", "A present for her. Say which.")


def test_listed_added_used_edited_and_dropped(harbour: Harbour) -> None:
    assert "add     goodwill    Goodwill" in harbour.run("reasons").out
    assert "Say which booking, and what was wrong.\n" in harbour.run("reasons").out
    ran = harbour.run("reasons", "add", *BIRTHDAY, *WORDS)
    assert (ran.status, ran.out) == (0, "birthday to add can be chosen from now on.\n")
    given = ("--add", "2", "--service", "massage", "--reason", "birthday", "--note", "thirty today")
    assert harbour.run("adjust", "maya", *given).status == 0
    ran = harbour.run("reasons", "edit", *BIRTHDAY, "--name", "Birthday present")
    assert ran.out == "birthday to add is called Birthday present now.\n"
    told = "add,birthday,Birthday present,A present for her. Say which."
    assert harbour.run("reasons", "--csv").out.splitlines()[-1] == told
    ran = harbour.run("reasons", "drop", *BIRTHDAY)
    assert ran.out == "birthday to add can be chosen no longer; entries keep it.\n"
    refused = harbour.run("adjust", "maya", *given)
    assert refused.status == 3
    assert "Choose a reason from the list: recovery, promotion" in refused.err
    assert "thirty today" in harbour.run("ledger", "reason:birthday").out


def test_csv_and_json_of_each_part(harbour: Harbour) -> None:
    assert harbour.run("reasons", "--csv").out.startswith("for,code,name,purpose\n")
    assert harbour.json("reasons", "add", *BIRTHDAY, *WORDS)["code"] == "birthday"
    edited = harbour.json("reasons", "edit", *BIRTHDAY, "--purpose", "Say how old.")
    assert (edited["name"], edited["purpose"]) == ("Birthday", "Say how old.")
    assert harbour.json("reasons", "drop", *BIRTHDAY) == edited
    assert '"code": "birthday"' not in harbour.run("reasons", "--json").out


def test_what_is_wrong_or_refused(harbour: Harbour) -> None:
    assert harbour.run("reasons", "add", "birthday", *WORDS).status == 2
    assert harbour.run("reasons", "add", "birthday", "--for", "fun", *WORDS).status == 2
    assert harbour.run("reasons", "edit", *BIRTHDAY).status == 2
    assert harbour.run("reasons", "drop", *BIRTHDAY).status == 2
    assert harbour.run("reasons", "add", *BIRTHDAY, *WORDS, by="mona").status == 3
    assert harbour.run("reasons", by="alice").status == 0
    assert harbour.run("reasons", "drop", *BIRTHDAY, before=("--read-only",)).status == 3
