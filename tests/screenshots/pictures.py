"""Every picture of `screenshots/`, once; a line more and `python -m tests.screenshots` add one."""

from __future__ import annotations

from tests.screenshots.picture import BOTH, BROAD, SMALL, TINY, WIDE, Picture

_TYPED = "'0123' enter a '2' enter enter enter enter 'Therapist 25 minutes late; Mona promised 2.'"
_REVIEWED = f"{_TYPED} enter"
_AS_OF = "'0123' enter d '-50d' enter"

PICTURES = (
    # Clients
    Picture("clients", "The client list, nothing typed", sizes=(*BOTH, BROAD, TINY)),
    Picture("clients-found", "Clients found by part of a name", "'okaf'", (*BOTH, BROAD)),
    Picture("clients-list", "The cursor in the results", "'okaf' down down"),
    Picture("clients-nobody", "Nobody found", "'z' 'z' 'z' 'q' 'q'"),
    Picture("clients-typo", "A typo, forgiven and said", "'okafer'"),
    Picture("clients-light", "Clients in the light theme", "'okaf' down", look="light"),
    Picture("clients-no-colour", "Clients without colour", "'okaf' down", look="no-colour"),
    # Member
    Picture("member", "Memberships, balances, lots", "'0123' enter", (*BOTH, BROAD, TINY)),
    Picture("member-lot", "The cursor on a lot", "'0123' enter down down"),
    Picture("member-two", "Two memberships", "'raman' enter"),
    Picture("member-paused", "A paused membership", "'tomasz' enter"),
    Picture("member-past-due", "A membership past due", "'beatriz' enter", (SMALL,)),
    Picture("member-grace", "Cancelled, in grace", "'kirsty' enter"),
    Picture("member-closed", "Cancelled, after grace", "'hiroshi' enter"),
    Picture("member-expired", "An expired membership", "'nikos' enter", (SMALL,)),
    Picture("member-upcoming", "A membership that has not begun", "'sade' enter", (SMALL,)),
    Picture("member-long", "A name and address far too long", "'toledo' enter"),
    Picture("member-light", "A member in the light theme", "'0123' enter", look="light"),
    Picture("member-no-colour", "A member without colour", "'0123' enter", look="no-colour"),
    Picture("profile", "Who she is", "'0123' enter 3"),
    # Reading
    Picture("ledger", "A member's ledger with its detail", "'0123' enter 2 down", (*BOTH, BROAD)),
    Picture("ledger-detail", "All of one entry", "'0123' enter 2 enter", (SMALL,)),
    Picture("ledger-light", "The ledger in the light theme", "'0123' enter 2", look="light"),
    Picture("ledger-no-colour", "The ledger without colour", "'0123' enter 2", look="no-colour"),
    Picture("ledger-auditor", "An auditor's read-only session", "'0123' enter 2", who="audrey"),
    Picture("ledger-corrected", "An entry and its correction", "'james.smith' enter 2"),
    Picture("studio-ledger", "The ledger of the whole studio", "down s"),
    Picture("studio-ledger-filter", "Its filter, with completion", "down s / 'type:remove wh'"),
    Picture("saved-views", "Saved views of the ledger", "down s v 'remov'"),
    Picture("studio-jump", "A jump to a date in the ledger", "down s d '-30d'", (SMALL,)),
    Picture("entry-lots", "The lots of an entry, and all that moved them", "down s b"),
    Picture("history", "Billing periods of a membership", "'0123' enter h", (*BOTH, BROAD)),
    Picture("explain", "What adds up to a balance", "'0123' enter down x", (*BOTH, BROAD)),
    Picture("story", "A balance through time", "'0123' enter down t left", (*BOTH, BROAD, TINY)),
    Picture("story-whole", "From its first entry on", "'0123' enter down t - left"),
    Picture("story-light", "A story in the light theme", "'0123' enter down t", look="light"),
    Picture("story-no-colour", "Without colour", "'0123' enter down t", look="no-colour"),
    Picture("as-of-day", "Which day to look back at", "'0123' enter d '-50d'", (SMALL, TINY)),
    Picture("as-of", "A member at the end of an earlier day", _AS_OF, (*BOTH, TINY)),
    Picture("as-of-light", "An earlier day in the light theme", _AS_OF, (SMALL,), look="light"),
    Picture("as-of-no-colour", "An earlier day without colour", _AS_OF, look="no-colour"),
    Picture("as-of-ledger", "The ledger up to then", f"{_AS_OF} 2", (*BOTH, TINY)),
    Picture("as-of-history", "The billing periods then", f"{_AS_OF} h", (*BOTH, TINY)),
    Picture("as-of-explain", "Why a balance was what it was", f"{_AS_OF} down x"),
    Picture("as-of-refused", "Nothing is changed in the past", f"{_AS_OF} a", (SMALL,)),
    Picture("as-of-auditor", "An auditor looks back", _AS_OF, (SMALL,), who="audrey"),
    # Auditing
    Picture("audit", "What an auditor asks first", "down g", (*BOTH, TINY), who="audrey"),
    Picture("audit-findings", "The entries that answer a question", "down g down down enter"),
    Picture("audit-totals", "Adjustments by person", "down g t", (*BOTH, TINY), who="audrey"),
    Picture("audit-weeks", "Adjustments by week", "down g t 4", who="audrey"),
    Picture("audit-totals-light", "Totals in the light theme", "down g t 2", look="light"),
    Picture("audit-no-colour", "Totals without colour", "down g t", (SMALL,), look="no-colour"),
    Picture("audit-period", "Another period", "down g p '-60d'", (SMALL,), who="audrey"),
    Picture("refused-attempts", "What a rule said no to", "down g r", who="audrey"),
    # Changing
    Picture(
        "adjust", "Credits typed, what it would do", "'0123' enter a '2'", (*BOTH, BROAD, TINY)
    ),
    Picture("adjust-filled", "Everything typed", _TYPED),
    Picture("adjust-remove", "Removing, from one lot or by order", "'0123' enter a - '1'"),
    Picture("adjust-refused", "A rule's no", "'0123' enter a - '9'"),
    Picture("adjust-warned", "Warnings", "'0123' enter a '20' enter enter '+3d' enter 'g'"),
    Picture("adjust-staff", "Staff may not remove", "'0123' enter a '2'", who="alice"),
    Picture("adjust-limit", "Over a limit", "'0123' enter a '6'", (SMALL,), who="alice"),
    Picture("adjust-light", "The form in the light theme", "'0123' enter a '2'", look="light"),
    Picture("adjust-no-colour", "The form without colour", "'0123' enter a '2'", look="no-colour"),
    Picture("adjust-discard", "Typed work is not lost unasked", f"{_TYPED} escape"),
    Picture("review", "The whole act in words and figures", _REVIEWED, (*BOTH, TINY)),
    Picture("review-light", "The review in the light theme", _REVIEWED, look="light"),
    Picture("review-stale", "Somebody was quicker", f"{_REVIEWED} MEANWHILE enter", writes=True),
    Picture("applied", "Done, and the new lot marked", f"{_REVIEWED} enter", writes=True),
    Picture("applied-ledger", "The new entry", f"{_REVIEWED} enter 2 down", (WIDE,), writes=True),
    Picture("update", "Update Credits of a billing period", "'0123' enter h u"),
    Picture("update-typed", "A new allocation typed", "'0123' enter h u '10'", (SMALL,)),
    Picture("correct", "Correcting an entry", "'0123' enter 2 c"),
    # When nobody is there, and when the line drops
    Picture("locked", "Nobody pressed a key for 10 minutes", "'0123' enter LOCK", writes=True),
    Picture("left-behind", "The line dropped in mid-form", "SIGN-IN", writes=True),
    # Finding one's way
    Picture("palette", "Every command by name", "'0123' enter ctrl+p"),
    Picture(
        "palette-refused",
        "Why a command is not possible",
        "'0123' enter ctrl+p 'adj'",
        who="audrey",
    ),
    Picture("help", "The keys that work here", "'0123' enter ?", (*BOTH, TINY)),
    Picture("help-light", "Help in the light theme", "down ?", (WIDE,), look="light"),
    Picture("auditor", "What an auditor may", "'0123' enter", who="audrey"),
    Picture("refused", "A key that is not possible says why", "'hiroshi' down a", (SMALL,)),
)
"""In the order of the index."""
