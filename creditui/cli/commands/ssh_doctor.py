"""`creditui ssh doctor`: what on this machine would make it unsafe or not work, and the remedy."""

from __future__ import annotations

from creditui.access.host.diagnosis import Diagnosis, Level
from creditui.access.host.doctor import examine
from creditui.access.host.place import Place
from creditui.access.host.running import is_root
from creditui.cli.call import Call
from creditui.cli.failure import DONE, STORE_FAILED
from creditui.cli.output import say, write_json
from creditui.desk.errors import Refused
from creditui.domain.refusal import Refusal


def doctor(call: Call, place: Place) -> int:
    """Print every diagnosis with its remedy; the status is 5 where anything is at fault."""
    if not is_root():
        raise Refused(Refusal("not_root", "Only root can look everywhere; use sudo."))
    diagnoses = examine(place)
    faults = sum(diagnosis.level is Level.FAULT for diagnosis in diagnoses)
    warnings = sum(diagnosis.level is Level.WARNING for diagnosis in diagnoses)
    if call.args.json:
        write_json(
            {
                "diagnoses": [_json(diagnosis) for diagnosis in diagnoses],
                "faults": faults,
                "warnings": warnings,
            }
        )
    else:
        for diagnosis in diagnoses:
            say(f"{diagnosis.level:<8}{diagnosis.sentence}")
            if diagnosis.remedy:
                say(f"{'':8}remedy: {diagnosis.remedy}")
        say(f"{_count(faults, 'fault')}, {_count(warnings, 'warning')}.")
    return STORE_FAILED if faults else DONE


def _json(diagnosis: Diagnosis) -> dict[str, str | None]:
    return {
        "level": diagnosis.level,
        "code": diagnosis.code,
        "message": diagnosis.sentence,
        "remedy": diagnosis.remedy or None,
    }


def _count(number: int, word: str) -> str:
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"
