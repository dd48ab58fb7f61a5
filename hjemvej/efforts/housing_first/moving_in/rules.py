"""How far is the checklist, and where does somebody sleep who has moved into a home of this form? Pure."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.housing_first.models import MovingInLine, MovingInStep
from hjemvej.ground.homes.models import Dwelling, LeaseForm
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.ui.when import full_date

Kind = Situation.Kind


@dataclass(frozen=True)
class Planned:
    """A line of a new checklist."""

    title: str
    who: str
    by_on: datetime.date
    order: int


def planned(steps: Iterable[MovingInStep], lease_from_on: datetime.date, today: datetime.date) -> list[Planned]:
    """Lay the team's steps out around the first day of the lease; what should have been done already is for today."""
    return [
        Planned(step.title, step.who, max(lease_from_on + datetime.timedelta(days=step.days), today), step.order)
        for step in steps
    ]


def headline(lines: Sequence[MovingInLine]) -> str:
    done = sum(line.done_on is not None for line in lines)
    if not lines:
        return _("Listen begynder, når lejekontrakten er skrevet under")
    if done == len(lines):
        return _("Alt på listen er gjort")
    return _("%(done)d af %(all)d ting er gjort") % {"done": done, "all": len(lines)}


def in_words(line: MovingInLine) -> dict[str, str]:
    return {"what": line.title, "who": line.who, "day": full_date(line.by_on)}


def late(lines: Iterable[MovingInLine], on: datetime.date) -> list[MovingInLine]:
    return [line for line in lines if line.done_on is None and line.by_on < on]


def late_in_words(number: int) -> str:
    words = ngettext("Én ting om indflytningen er forsinket", "%(n)d ting om indflytningen er forsinket", number)
    return words % {"n": number}


def sleeps_in(dwelling: Dwelling) -> Kind:
    """Where VIVE counts a resident: § 63 on special terms is not permanent, a § 107 place is no own home."""
    if dwelling.form == Dwelling.Form.STAY:
        return Kind.RESIDENTIAL
    if dwelling.form == Dwelling.Form.TRANSITIONAL and dwelling.lease_form != LeaseForm.UNLIMITED:
        return Kind.TRANSITIONAL
    return Kind.OWN_HOME
