"""What may a partner send us, and see with us? Only what an agreement in force says, with its legal basis."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from hjemvej.ground.law.models import LegalBasis
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.spans.rules import lasts_through
from hjemvej.platform.ui.reasons import Reason
from hjemvej.platform.ui.when import full_date

from .models import SharingAgreement

# The law's bases for each direction.
USES = {"sends": LegalBasis.Use.THEY_SEND, "sees": LegalBasis.Use.THEY_SEE}
Direction, What, Kind = SharingAgreement.Direction, SharingAgreement.What, Organisation.Kind


class Agreement(Protocol):
    """What a rule needs to know of an agreement: a row, or any value like it."""

    @property
    def direction(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def legal_basis(self) -> str: ...
    @property
    def from_on(self) -> datetime.date: ...
    @property
    def last_on(self) -> datetime.date | None: ...


@dataclass(frozen=True)
class Permit:
    """Yes or no, and why; true when it is a yes."""

    is_given: bool
    reason: Reason

    def __bool__(self) -> bool:
        return self.is_given


def may_send(agreements: Iterable[Agreement], what: str, on: datetime.date) -> Permit:
    """May this partner send us such things on this day?"""
    return _permit(agreements, Direction.SENDS, what, on)


def may_see(agreements: Iterable[Agreement], what: str, on: datetime.date) -> Permit:
    """May this partner see such things with us on this day?"""
    return _permit(agreements, Direction.SEES, what, on)


def holds(agreement: Agreement, on: datetime.date) -> bool:
    """Its last day is one of its days."""
    return lasts_through(on, agreement.from_on, agreement.last_on)


def _permit(agreements: Iterable[Agreement], direction: str, what: str, on: datetime.date) -> Permit:
    about = [agreement for agreement in agreements if agreement.direction == direction and agreement.what == what]
    name = str(What(what).label)
    now = next((agreement for agreement in about if holds(agreement, on)), None)
    if now:
        return Permit(True, Reason("holds", name, now.legal_basis))
    ended = max((agreement.last_on for agreement in about if agreement.last_on), default=None)
    begins = min((agreement.from_on for agreement in about if agreement.from_on > on), default=None)
    if begins:
        why = _("%(what)s: aftalen begynder %(day)s") % {"what": name, "day": full_date(begins)}
    elif ended:
        why = _("%(what)s: aftalen ophørte %(day)s") % {"what": name, "day": full_date(ended)}
    else:
        why = _("%s: ingen aftale") % name
    return Permit(False, Reason("fails", why))


def agreed(agreements: Iterable[Agreement], direction: str, on: datetime.date) -> list[Reason]:
    """Each thing there is or was an agreement on, and whether it holds: what may first. On all else there is none."""
    rows = [one for one in agreements if one.direction == direction]
    permits = [_permit(rows, direction, what, on) for what in What.values if any(one.what == what for one in rows)]
    return [permit.reason for permit in sorted(permits, key=lambda permit: not permit.is_given)]
