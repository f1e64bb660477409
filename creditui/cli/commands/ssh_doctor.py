"""`creditui ssh doctor`: what on this machine would make it unsafe or not work, and the remedy."""

from __future__ import annotations

from creditui.access.host.doctor import examine
from creditui.access.host.finding import Finding, Level
from creditui.access.host.place import Place
from creditui.access.host.running import is_root
from creditui.cli.call import Call
from creditui.cli.failure import DONE, STORE_FAILED
from creditui.cli.output import say, write_json
from creditui.desk.errors import Refused
from creditui.domain.refusal import Refusal


def doctor(call: Call, place: Place) -> int:
    """Print every finding with its remedy; the status is 5 where anything is at fault."""
    if not is_root():
        raise Refused(Refusal("not_root", "Only root can look everywhere; use sudo."))
    findings = examine(place)
    faults = sum(finding.level is Level.FAULT for finding in findings)
    warnings = sum(finding.level is Level.WARNING for finding in findings)
    if call.args.json:
        write_json(
            {
                "findings": [_json(finding) for finding in findings],
                "faults": faults,
                "warnings": warnings,
            }
        )
    else:
        for finding in findings:
            say(f"{finding.level:<8}{finding.sentence}")
            if finding.remedy:
                say(f"{'':8}remedy: {finding.remedy}")
        say(f"{_count(faults, 'fault')}, {_count(warnings, 'warning')}.")
    return STORE_FAILED if faults else DONE


def _json(finding: Finding) -> dict[str, str | None]:
    return {
        "level": finding.level,
        "code": finding.code,
        "message": finding.sentence,
        "remedy": finding.remedy or None,
    }


def _count(number: int, word: str) -> str:
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"
