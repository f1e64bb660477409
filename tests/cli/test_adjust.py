import pytest

from tests.cli.harbour import OWNER, Harbour

WHY = ("--reason", "goodwill", "--note", "A kindness for her birthday")
TAKEN = ("--reason", "correction", "--note", "Added twice by mistake")
ADD = ("adjust", "maya", "--add", "2", "--service", "massage", *WHY)


def test_an_add_says_what_it_did(harbour: Harbour) -> None:
    ran = harbour.run(*ADD, "--expires", "4 dec")

    assert ran.status == 0
    assert ran.out == "+2 massage for Maya Okafor: 8 -> 10, through Fri 4 Dec 2026 (entry 15)\n"
    assert "the plan allocates 8 each billing period" in ran.err


def test_an_add_answers_entry_proposal_and_replayed(harbour: Harbour) -> None:
    answer = harbour.json(*ADD, "--reference", "B-17", "--request-id", "r-1", by="alice")
    entry = answer["entry"]
    assert isinstance(entry, dict)
    before = harbour.entries("maya")[-1]
    hashes = {"prev_hash": entry["prev_hash"], "hash": entry["hash"]}

    assert len(str(hashes["hash"])) == 64
    assert hashes["hash"] != before["hash"]
    assert answer == {
        "entry": {
            "id": 15,
            "seq": 3,
            "kind": "add",
            "credits": 2,
            "member": 1,
            "membership": 1,
            "period": None,
            "service": "massage",
            "actor": "alice",
            "actor_name": "Alice Adams",
            "via": OWNER,
            "at": "2026-11-20T12:00:00.000000Z",
            "studio_date": "2026-11-20",
            "reason": "goodwill",
            "note": "A kindness for her birthday",
            "reference": "B-17",
            "request_id": "r-1",
            "corrects": None,
            "balance_before": 8,
            "balance_after": 10,
            "allocation_before": None,
            "allocation_after": None,
            "flags": ["over_allocation"],
            "movements": [{"lot": 15, "credits": 2}],
            **hashes,
        },
        "proposal": {
            "kind": "add",
            "credits": 2,
            "member": 1,
            "membership": 1,
            "period": None,
            "service": "massage",
            "before": 8,
            "after": 10,
            "allocation_before": None,
            "allocation_after": None,
            "lots": [
                {
                    "lot": None,
                    "credits": 2,
                    "left_before": 0,
                    "left_after": 2,
                    "source": "add",
                    "starts_on": "2026-11-20",
                    "expires_on": "2026-12-20",
                    "membership": 1,
                    "period": None,
                }
            ],
            "warnings": ["She will hold 10; the plan allocates 8 each billing period."],
            "flags": ["over_allocation"],
            "corrects": None,
            "reason": "goodwill",
            "note": "A kindness for her birthday",
            "reference": "B-17",
        },
        "replayed": False,
    }
    assert harbour.entries("maya")[0] == entry


def test_a_dry_run_says_the_same_and_writes_nothing(harbour: Harbour) -> None:
    answer = harbour.json(*ADD, "--dry-run")
    proposal = answer["proposal"]
    assert isinstance(proposal, dict)
    assert (answer["entry"], answer["replayed"]) == (None, False)
    assert (proposal["before"], proposal["after"]) == (8, 10)
    said = harbour.run(*ADD, "--dry-run").out
    assert said.endswith("8 -> 10, through Sun 20 Dec 2026 (dry run, nothing was written)\n")
    assert len(harbour.entries("maya")) == 2


def test_a_removal_says_what_it_did(harbour: Harbour) -> None:
    ran = harbour.run("adjust", "maya", "--remove", "3", "--service", "massage", *TAKEN)
    assert (ran.status, ran.out) == (0, "-3 massage for Maya Okafor: 8 -> 5 (entry 15)\n")


def test_a_lot_names_its_membership(harbour: Harbour) -> None:
    harbour.run("adjust", "tom", "--add", "1", "--membership", "10", *WHY)
    words = ("adjust", "tom", "--remove", "1", "--service", "massage", "--lot", "15", *TAKEN)
    ran = harbour.run(*words)
    assert (ran.status, ran.out) == (0, "-1 massage for Tom Twice: 1 -> 0 (entry 16)\n")


REFUSED = {
    "a staff member removes": ("alice", ("maya", "--remove", "1", *TAKEN), "needs a manager"),
    "an auditor adds": ("audrey", ("maya", "--add", "1", *WHY), ""),
    "above the limit": ("alice", ("maya", "--add", "6", *WHY), "at most 5 credits"),
    "more than is left": ("mona", ("maya", "--remove", "9", *TAKEN), "Only 8 credits"),
    "day 61 after a cancellation": ("mona", ("gone", "--add", "1", *WHY), "60 days of grace"),
    "an expired membership": ("mona", ("exa", "--add", "1", *WHY), "ended on Thu 19 Nov 2026"),
    "an upcoming membership": ("mona", ("una", "--add", "1", *WHY), "starts on Mon 30 Nov 2026"),
    "a date gone by": ("mona", ("maya", "--add", "1", *WHY, "--expires", "2026-11-19"), "passed"),
    "a short note": ("mona", ("maya", "--add", "1", "--reason", "goodwill", "--note", "ok"), ""),
    "an unknown reason": ("mona", ("maya", "--add", "1", "--reason", "x", "--note", "abcde"), ""),
    "nothing at all": ("mona", ("maya", "--add", "0", *WHY), "1 or more"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_rule_that_says_no_is_status_3_and_its_own_sentence(harbour: Harbour, case: str) -> None:
    person, words, sentence = REFUSED[case]
    ran = harbour.run("adjust", *words, "--service", "massage", by=person)
    assert (ran.status, ran.out) == (3, "")
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1
    assert len(harbour.entries(words[0])) == 2


def test_a_closed_membership_is_refused_before_the_service_is_asked_for(harbour: Harbour) -> None:
    ran = harbour.run("adjust", "gone", "--add", "1", *WHY, "--json")
    assert ran.status == 3
    assert ran.json == {
        "error": {
            "code": "grace_over",
            "message": "This membership was cancelled on Sun 20 Sep 2026 and its 60 days of grace "
            "ended on Thu 19 Nov 2026; its credits can be adjusted once it is taken up again.",
        }
    }


WRONG = {
    "several services": (("maya", "--add", "1", *WHY), "massage, reformer"),
    "several memberships": (
        ("tom", "--add", "1", "--service", "massage", *WHY),
        "9 Gold Monthly, active; 10 Solo Massage, paused",
    ),
    "another's membership": (("maya", "--add", "1", "--membership", "9", *WHY), "there is: 1"),
    "no membership": (("nora", "--add", "1", "--service", "massage", *WHY), "no membership"),
    "no such lot": (("maya", "--remove", "1", "--lot", "9", *TAKEN), "no lot 9"),
    "a lot to add to": (("maya", "--add", "1", "--lot", "1", *WHY), "leave out --lot"),
    "an expiry to remove": (("maya", "--remove", "1", "--expires", "eom", *TAKEN), "leave out"),
    "no way": (("maya", *WHY), "--add --remove"),
    "two ways": (("maya", "--add", "1", "--remove", "1", *WHY), "not allowed with"),
    "no reason": (("maya", "--add", "1", "--note", "A kindness"), "--reason"),
    "half a credit": (("maya", "--add", "1.5", *WHY), "'1.5' is not a whole number"),
    "a date in figures": (
        ("maya", "--add", "1", "--service", "massage", "--expires", "4/12", *WHY),
        "--expires: A date in figures",
    ),
    "an id with spaces": (
        ("maya", "--add", "1", "--service", "massage", "--request-id", "a b", *WHY),
        "A request id is",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_typed_wrong_is_status_2_and_one_sentence(harbour: Harbour, case: str) -> None:
    words, sentence = WRONG[case]
    ran = harbour.run("adjust", *words)
    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1


def test_service_and_membership_may_be_left_out_where_there_is_one(harbour: Harbour) -> None:
    assert harbour.run("adjust", "hostile", "--add", "1", *WHY).status == 0
    only_gold = harbour.run("adjust", "tom", "--add", "1", "--service", "reformer", *WHY)
    assert only_gold.out.startswith("+1 reformer for Tom Twice: 0 -> 1")


def test_the_same_request_twice_is_one_entry(harbour: Harbour) -> None:
    first = harbour.json(*ADD, "--request-id", "r-1")
    again = harbour.json(*ADD, "--request-id", "r-1")

    assert again["entry"] == first["entry"]
    assert again["replayed"] is True
    assert len(harbour.entries("maya")) == 3
    said = harbour.run(*ADD, "--request-id", "r-1")
    assert "applied before" in said.err
    assert said.out.endswith("(entry 15)\n")


def test_a_repeated_request_is_answered_days_later_too(harbour: Harbour) -> None:
    words = ("adjust", "hostile", "--add", "1", *WHY, "--request-id", "r-1")
    first = harbour.json(*words)
    harbour.clock.advance(days=40)
    again = harbour.json(*words)
    assert again["entry"] == first["entry"]
    assert again["replayed"] is True


def test_a_request_id_is_for_one_request(harbour: Harbour) -> None:
    harbour.run(*ADD, "--request-id", "r-1")
    other = ("adjust", "maya", "--add", "3", "--service", "massage", *WHY, "--request-id", "r-1")
    ran = harbour.run(*other, "--json")
    elsewhere = harbour.run("adjust", "grace", *ADD[2:], "--request-id", "r-1", "--json")
    for failed in (ran, elsewhere):
        assert failed.status == 2
        assert isinstance(failed.answer["error"], dict)
        assert failed.answer["error"]["code"] == "request_id_reused"


def test_a_read_only_session_may_look_ahead_but_not_act(harbour: Harbour) -> None:
    ran = harbour.run(*ADD, before=("--read-only",))
    assert (ran.status, ran.out) == (3, "")
    assert "read only" in ran.err
    assert harbour.run(*ADD, "--dry-run", before=("--read-only",)).status == 0
