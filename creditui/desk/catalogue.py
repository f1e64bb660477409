"""What forms and lists are filled from: services, plans, reasons, the person's own standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from creditui.desk.session import Desk
from creditui.domain.limits import left_today
from creditui.domain.people import Actor
from creditui.domain.reasons import Reason
from creditui.domain.settings import Settings
from creditui.domain.studio import Service
from creditui.store.studio import read_reasons, read_services
from creditui.store.transaction import reading


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The studio as the session sees it now."""

    settings: Settings
    today: date
    actor: Actor
    left_today: int | None
    """Credits the person may still adjust today; None where she has no limit (R19)."""
    services: tuple[Service, ...]
    reasons: tuple[Reason, ...]
    read_only: bool

    def service_name(self, code: str) -> str:
        """The name of a service, or its code where the catalogue does not have it."""
        return next((s.name for s in self.services if s.code == code), code)


def catalogue(desk: Desk) -> Catalogue:
    """Settings, services, reasons and what the person has left today; raises Refused (R18)."""
    with reading(desk.store):
        moment = desk.moment()
        return Catalogue(
            settings=moment.settings,
            today=moment.today,
            actor=moment.actor,
            left_today=left_today(moment.actor, desk.spent(moment)),
            services=read_services(desk.store),
            reasons=read_reasons(desk.store),
            read_only=desk.read_only,
        )
