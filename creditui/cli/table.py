"""The one list of commands: the help and the README's section come from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it is called, how it is written, what it does, where it lives."""

    name: str
    usage: str
    """How it is written after `creditui`, without the options that every command shares."""
    help: str
    """One line: what it does."""
    module: str
    """The module below `creditui.cli.commands`; it is imported only when the command is called."""
    over_ssh: bool = False
    """Whether it may be called over SSH; a new command may not until somebody has thought of it."""
    host_files: tuple[tuple[str, str], ...] = ()
    """Its arguments that name files of the host, and what they take over SSH instead: nothing,
    exactly that word, or (where it ends in a colon) whatever begins with it."""


_WHY = "--reason CODE --note TEXT [--reference TEXT]"
_ACT = "[--request-id ID] [--dry-run]"

COMMANDS = (
    Command(
        "demo",
        "demo [--role ROLE] [--members N] [--seed N] [--fresh] [--no-open]",
        "Open a sample studio in a database of its own.",
        "demo",
    ),
    Command(
        "init",
        "init [--name NAME] [--timezone ZONE]",
        "Make the database, or bring it up to date; the first person becomes its admin.",
        "init",
    ),
    Command(
        "import",
        "import FOLDER [--dry-run]",
        "Read services, plans, staff, members, memberships and periods from CSV files.",
        "importing",
    ),
    Command(
        "search",
        "search TEXT [--limit N]",
        "Find members by any part of a name, an e-mail address or a phone number.",
        "search",
        over_ssh=True,
    ),
    Command(
        "show",
        "show MEMBER [--as-of DATE]",
        "Show a member's memberships, balances, lots and billing periods, today or as they were.",
        "show",
        over_ssh=True,
    ),
    Command(
        "balance",
        "balance MEMBER [--service CODE]",
        "Say what a member has left of each service.",
        "balance",
        over_ssh=True,
    ),
    Command(
        "adjust",
        "adjust MEMBER --add N|--remove N [--service CODE] [--expires DATE] "
        f"{_WHY} [--membership ID] [--lot ID] {_ACT}",
        "Add credits to a member or remove them.",
        "adjust",
        over_ssh=True,
    ),
    Command(
        "set",
        "set MEMBER --period DATE [--service CODE] --to N [--seen N] [--expires DATE] "
        f"{_WHY} [--membership ID] {_ACT}",
        "Set what a billing period allocates.",
        "allocate",
        over_ssh=True,
    ),
    Command(
        "correct",
        f"correct ENTRY {_WHY} {_ACT}",
        "Write the opposite of a ledger entry, tied to it.",
        "correct",
        over_ssh=True,
    ),
    Command(
        "use",
        f"use MEMBER N --service CODE [--reference TEXT] {_ACT}",
        "Use credits, as the booking system does.",
        "use",
        over_ssh=True,
    ),
    Command(
        "give-back",
        f"give-back ENTRY [--reference TEXT] {_ACT}",
        "Return the credits of a use to the lots they came from.",
        "give_back",
        over_ssh=True,
    ),
    Command(
        "expire",
        "expire [--seal]",
        "Write the entries for lots past their last day; safe to repeat.",
        "expire",
        over_ssh=True,
    ),
    Command(
        "ledger",
        "ledger [FILTER …] [--member MEMBER] [--limit N] [--before ENTRY] [--format FORM]",
        "List ledger entries, newest first, of the studio or of one member.",
        "ledger",
        over_ssh=True,
    ),
    Command(
        "clock",
        "clock [--wrong FIRST-LAST --today DATE --note TEXT]",
        "Say how the clock stands beside the ledger; go on where it stood ahead and is right now.",
        "clock",
        over_ssh=True,
    ),
    Command(
        "seal",
        "seal",
        "Close the ledger up to now under one line, to be kept elsewhere.",
        "seal",
        over_ssh=True,
    ),
    Command(
        "verify",
        "verify [--full|--since-seal|--against SEAL|FILE|--export FILE]",
        "Work the whole ledger out again and name the first entry that fails; or check an export.",
        "verify",
        over_ssh=True,
        host_files=(("against", "creditui-seal:"), ("export", "")),
    ),
    Command(
        "prove",
        "prove ENTRY",
        "Write a proof that an entry is under its seal.",
        "prove",
        over_ssh=True,
    ),
    Command(
        "verify-proof",
        "verify-proof FILE [--seal SEAL|FILE]",
        "Check a proof without any database.",
        "verify_proof",
    ),
    Command(
        "audit",
        "audit [QUESTION] [--since DATE] [--until DATE] [--limit N] [--before ENTRY]",
        "Open the interface at the audit, to read only; or list what answers a question.",
        "audit",
        over_ssh=True,
    ),
    Command(
        "refused",
        "refused [--limit N] [--before ID]",
        "List the acts that a rule or a permission said no to.",
        "refused",
        over_ssh=True,
    ),
    Command(
        "export",
        "export [FILTER …] [--format csv|jsonl|hledger|beancount] [--output FILE] | --check FILE",
        "Write ledger entries, oldest first, with a digest of them; or check what was written.",
        "export",
        over_ssh=True,
        host_files=(("output", ""), ("check", "")),
    ),
    Command(
        "views",
        "views [save NAME FILTER … [--replace]|delete NAME]",
        "List the saved views of the ledger, keep a filter under a name, or delete one.",
        "views",
        over_ssh=True,
    ),
    Command(
        "reasons",
        "reasons [add|edit|drop CODE --for add|remove [--name NAME] [--purpose TEXT]]",
        "List why credits may be adjusted; change that list.",
        "reasons",
        over_ssh=True,
    ),
    Command(
        "staff",
        "staff add|list|edit|disable | key add|list|revoke",
        "Say who may sign in, in which role, with which limits and SSH keys.",
        "staff",
        over_ssh=True,
        host_files=(("file", "-"),),
    ),
    Command(
        "sessions",
        "sessions [--all|--entry ENTRY] [--limit N] | end ID",
        "List who is connected, from where, for how long; end a session.",
        "sessions",
        over_ssh=True,
    ),
    Command(
        "settings",
        "settings [KEY [VALUE]]",
        "Show the studio's settings, or change one.",
        "settings",
        over_ssh=True,
    ),
    Command(
        "ssh",
        "ssh install [--print] [--admin USERNAME --admin-key FILE] | doctor",
        "Make this machine a place that staff sign in to, or check it.",
        "ssh",
    ),
    Command(
        "backup",
        "backup FILE",
        "Copy the database to a new file while people work.",
        "backup",
    ),
)


def markdown() -> str:
    """The commands as the README shows them: a table in Markdown, ending in a line break."""
    rows = ["| command | what it does |", "| --- | --- |", "| `creditui` | Open the interface. |"]
    for command in COMMANDS:
        usage = command.usage.replace("|", "\\|")
        rows.append(f"| `creditui {usage}` | {command.help} |")
    return "\n".join(rows) + "\n"
