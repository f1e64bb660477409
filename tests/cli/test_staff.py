import pytest

from tests.cli.harbour import OWNER, Harbour


def test_a_person_is_added_edited_disabled_and_enabled(harbour: Harbour) -> None:
    added = harbour.json("staff", "add", "zoe", "--name", "Zoë Zimmer", "--role", "staff")
    assert added == {
        "username": "zoe",
        "name": "Zoë Zimmer",
        "role": "staff",
        "disabled": False,
        "member": None,
        "limits": None,
    }
    words = ("--role", "manager", "--member", "nora", "--limits", "3,none,20")
    edited = harbour.json("staff", "edit", "zoe", *words)
    assert edited == {
        **added,
        "role": "manager",
        "member": 8,
        "limits": {"adjustment": 3, "day": None, "member": 20},
    }
    ran = harbour.run("staff", "disable", "zoe")
    assert ran.out == "Zoë Zimmer (zoe, manager) may sign in no longer.\n"
    assert harbour.run("search", "maya", by="zoe").status == 3
    assert harbour.json("staff", "edit", "zoe", "--enable") == edited
    assert harbour.run("search", "maya", by="zoe").status == 0


def test_the_list_is_by_username(harbour: Harbour) -> None:
    harbour.run("staff", "edit", "alice", "--limits", "none,9,none")
    harbour.run("staff", "disable", "audrey")
    printed = harbour.run("staff", "list").out.splitlines()
    assert printed[0].split() == ["username", "name", "role", "member", "limits"]
    assert [line.split()[0] for line in printed[1:5]] == ["ada", "alice", "audrey", "mona"]
    assert printed[2].endswith("none,9,none")
    assert printed[3].endswith("disabled")

    as_csv = harbour.run("staff", "list", "--csv").out.splitlines()
    assert as_csv[0] == "username,name,role,disabled,member,limits"
    assert as_csv[2] == 'alice,Alice Adams,staff,false,,"none,9,none"'
    assert as_csv[3].startswith("audrey,Audrey Aoki,auditor,true,")

    as_json = harbour.run("staff", "list", "--json").json
    assert isinstance(as_json, list)
    assert as_json[1]["limits"] == {"adjustment": None, "day": 9, "member": None}


def test_limits_hold_at_once(harbour: Harbour) -> None:
    harbour.run("staff", "edit", "alice", "--limits", "1,1,1")
    words = ("adjust", "maya", "--service", "massage", "--reason", "goodwill", "--note", "A gift")
    assert harbour.run(*words, "--add", "2", by="alice").status == 3
    assert harbour.run(*words, "--add", "1", by="alice").status == 0


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("add", "alice", "--name", "Alice", "--role", "staff"), 2),
        (("add", "zoe", "--name", "Zoe", "--role", "queen"), 2),
        (("add", "Zoë", "--name", "Zoe", "--role", "staff"), 2),
        (("add", "zoe", "--name", "\x1b[2J", "--role", "staff"), 2),
        (("add", "zoe", "--name", "Zoe"), 2),
        (("edit", "nobody", "--role", "staff"), 2),
        (("edit", "alice", "--limits", "1,2"), 2),
        (("edit", "alice", "--limits", "1,2,many"), 2),
        (("edit", "alice", "--limits", "1,2,-3"), 2),
        (("edit", "alice", "--member", "shared@example.org"), 2),
        (("frob",), 2),
        ((), 2),
    ],
)
def test_what_is_wrong_is_one_sentence(
    harbour: Harbour, words: tuple[str, ...], status: int
) -> None:
    ran = harbour.run("staff", *words)
    assert (ran.status, ran.out) == (status, "")
    assert len(ran.err.splitlines()) == 1
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("person", ["alice", "mona", "audrey"])
def test_only_an_admin_manages_staff(harbour: Harbour, person: str) -> None:
    add = ("staff", "add", "zoe", "--name", "Zoe", "--role", "admin")
    assert harbour.run(*add, by=person).status == 3
    assert harbour.run("staff", "edit", person, "--role", "admin", by=person).status == 3


def test_the_last_admin_stays(harbour: Harbour) -> None:
    assert harbour.run("staff", "disable", "ada").status == 0
    assert harbour.run("staff", "disable", OWNER).status == 3


def test_her_own_limits_and_her_member_can_be_taken_away_again(harbour: Harbour) -> None:
    harbour.run("staff", "edit", "alice", "--limits", "1,1,1", "--member", "nora")
    edited = harbour.json("staff", "edit", "alice", "--limits", "role")
    assert (edited["limits"], edited["member"]) == (None, 8)
    edited = harbour.json("staff", "edit", "alice", "--no-member")
    assert (edited["limits"], edited["member"]) == (None, None)
    words = ("adjust", "maya", "--service", "massage", "--reason", "goodwill", "--note", "A gift")
    assert harbour.run(*words, "--add", "2", by="alice").status == 0


def test_a_member_is_given_or_taken_away_not_both(harbour: Harbour) -> None:
    ran = harbour.run("staff", "edit", "alice", "--member", "nora", "--no-member")
    assert (ran.status, len(ran.err.splitlines())) == (2, 1)


def test_limits_of_the_role_are_what_a_new_person_has(harbour: Harbour) -> None:
    words = ("add", "zoe", "--name", "Zoe", "--role", "staff", "--limits", "role")
    assert harbour.json("staff", *words)["limits"] is None
