"""What the lines of a summary are called on screen, and which weeks its period cuts short."""

from __future__ import annotations

from datetime import date, timedelta

from creditui.desk.catalogue import Catalogue
from creditui.domain.reasons import reason_name
from creditui.domain.wording import say_day
from creditui.tui.screens.audit.period import Period
from creditui.tui.widgets.columns import truncated

CUT = "*"
"""Marks a week of the plot that the period holds only in part."""


def total_name(by: str, label: str, net: int, catalogue: Catalogue) -> str:
    """What the line `label` is called; `net` credits say in which direction a reason was given."""
    match by:
        case "week":
            return say_day(date.fromisoformat(label), catalogue.today)
        case "service":
            return catalogue.service_name(label)
        case "reason":
            return reason_name(label, net, catalogue.reasons) or "none"
        case _:
            return label


def cut_short(label: str, period: Period, today: date) -> str:
    """What of the week that begins on `label` the period holds: ", from 24 Oct"; empty for all."""
    monday = date.fromisoformat(label)
    sunday = monday + timedelta(days=6)
    parts = []
    if period.since > monday:
        parts.append(f"from {say_day(period.since, today)}")
    if period.until < sunday:
        parts.append(f"to {say_day(period.until, today)}")
    return f", {' '.join(parts)}" if parts else ""


def plot_label(name: str, *, cut: bool, width: int) -> str:
    """What stands at a bar, in so many cells."""
    return f"{truncated(name, width - 1)}{CUT}" if cut else truncated(name, width)
