"""What would be lost this month, in sum and of each citizen, and which citizens yield no reimbursement at all?"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.law.queries import provisions_on
from hjemvej.ground.law.rules import add_months
from hjemvej.ground.people.models import Person
from hjemvej.ground.reimbursement.rules.losses import Loss, Sum, losses, sum_of
from hjemvej.ground.shelters.queries import rates_of
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.queries import situations_on
from hjemvej.ground.situations.rules import HOMELESS
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import shelter_stays

from .known import cases_of, of_others
from .law import rate_of


@dataclass(frozen=True)
class Row:
    """A loss of one citizen, who is looked up only for the rows that a page shows."""

    person_id: uuid.UUID
    loss: Loss


@dataclass(frozen=True)
class Month:
    """A month's losses by date, those without a day last; what can still be kept, and what is lost."""

    name: str
    rows: list[Row]
    can_be_kept: Sum  # by a day of this month
    any_day: Sum  # can be kept, and no day of discharge is agreed
    lost: Sum

    @property
    def heading(self) -> str:
        if self.can_be_kept.number:
            said = {"month": self.name, "kroner": self.can_be_kept.in_words}
            return _("I %(month)s kan der endnu nås op til %(kroner)s i refusion") % said
        if self.any_day.number:
            n = self.any_day.number
            words = ngettext(
                "%d borger på forsorgshjem har ingen afgørelse om støtte endnu",
                "%d borgere på forsorgshjem har ingen afgørelse om støtte endnu",
                n,
            )
            return words % n
        if self.lost.number:
            return _("I %s er der intet, der kan nås") % self.name
        return _("I %s går ingen refusion tabt") % self.name

    @property
    def lead(self) -> str:
        told = []
        if self.any_day.number:
            told.append(
                _("%s tabes, hvis de udskrives uden aftalt dag, før støtten er afgjort.") % self.any_day.in_words
            )
        if self.lost.number:
            told.append(_("%s er tabt.") % self.lost.in_words)
        told.append(_("Kroner er statens del og siger aldrig, hvem der skal have hjælp først."))
        return " ".join(told)


def month(*, viewer: Viewer, on: datetime.date) -> Month:
    """Reckon the month that a day lies in, of everybody we are responsible for; the same queries for any number."""
    begins = on.replace(day=1)
    stays = shelter_stays()(viewer, on=on, since=begins)
    people = {one.person_id for one in stays}
    ours = people - of_others(people, on, viewer=viewer)
    rates = rates_of({one.house_id for one in stays})
    part = provisions_on(on)["shelter_reimbursement_percent"].value / 100
    price = {house_id: rate_of(known, part) for house_id, known in rates.items()}
    rows = [
        Row(person_id, loss)
        for person_id, case in cases_of(ours, viewer=viewer, on=on, stays=stays).items()
        for loss in losses(
            case.known,
            [(one.first, one.until, price.get(one.house_id, lambda _day: None)) for one in case.stays],
            (begins, add_months(begins, 1)),
        )
    ]
    rows.sort(key=lambda row: (row.loss.on or datetime.date.max, str(row.person_id)))  # by date: never by kroner
    parts = [part for row in rows for part in row.loss.parts]
    kept = [part for part in parts if part.can_be_kept]
    return Month(
        date_format(on, "F"), rows,
        can_be_kept=sum_of([one for one in kept if one.on]), any_day=sum_of([one for one in kept if not one.on]),
        lost=sum_of([part for part in parts if not part.can_be_kept]),
    )  # fmt: skip


def named(rows: Sequence[Row], *, viewer: Viewer) -> list[tuple[Row, Person]]:
    """Give each row its citizen; one query."""
    people = {one.pk: one for one in viewer.rows_of(Person).filter(pk__in={row.person_id for row in rows})}
    return [(row, people[row.person_id]) for row in rows if row.person_id in people]


def never_in_a_shelter(on: datetime.date, *, viewer: Viewer) -> QuerySet[Situation]:
    """Return where those in homelessness sleep who never slept in a § 110 shelter, the longest first."""
    shelter = Situation.Kind.SHELTER
    once = viewer.rows_of(Situation).filter(person_id=OuterRef("person_id"), superseded_at=None, kind=shelter)
    rows = situations_on(on, viewer=viewer).filter(~Exists(once), kind__in=HOMELESS)
    return rows.select_related("person").order_by("from_on", "id")
