"""Seals, proofs and findings, as the commands take and tell them."""

from __future__ import annotations

from pathlib import Path

from creditui.desk.errors import InputError
from creditui.domain.finding import Finding
from creditui.domain.seal import PREFIX, BadSeal, SealText, find_seals
from creditui.domain.text import visible

LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is read whole: a proof or a list of seals."""


def read_seals(word: str) -> tuple[SealText, ...]:
    """The seals that `word` is, or those in the file it names, each once; raises InputError."""
    text = word
    if not word.lower().startswith("creditui-seal:"):
        text = _file_of_seals(word)
    try:
        return tuple(dict.fromkeys(find_seals(text)))
    except BadSeal as error:
        raise InputError("bad_seal", str(error)) from None


def _file_of_seals(word: str) -> str:
    try:
        return read_text(Path(word))
    except FileNotFoundError:
        raise InputError(
            "bad_seal",
            f"'{visible(word)}' is neither a seal nor a file that is there; a seal begins with"
            f" {PREFIX}",
        ) from None


def read_text(path: Path) -> str:
    """The text of a file that is not too large; raises InputError or OSError."""
    with path.open("rb") as file:
        found = file.read(LARGEST + 1)
    try:
        if len(found) <= LARGEST:
            return found.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    raise InputError("bad_file", f"{path} is no text that can be read here; name another file.")


def finding_json(finding: Finding) -> dict[str, object]:
    """A finding of a verification."""
    return {
        "code": finding.code,
        "entry": finding.entry_id,
        "member": finding.member_id,
        "message": finding.message,
        "expected": finding.expected,
        "found": finding.found,
    }


def finding_lines(finding: Finding) -> tuple[str, ...]:
    """A finding for a person: what fails, what was expected, what is there."""
    member = "" if finding.member_id is None else f" (member {finding.member_id})"
    if finding.entry_id is None:
        first = finding.message[:1].upper() + finding.message[1:]
    else:
        first = f"Entry {finding.entry_id}{member}: {finding.message}"
    if not finding.expected and not finding.found:
        return (f"{first}.",)
    return f"{first}.", f"  expected: {finding.expected}", f"  there is: {finding.found}"
