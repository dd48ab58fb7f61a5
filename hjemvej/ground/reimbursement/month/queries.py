"""What would be lost this month, in sum and of each citizen, and which citizens yield no reimbursement at all?"""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.law.queries import provisions_on
from hjemvej.ground.law.rules import add_months
from hjemvej.ground.people.models import Person
from hjemvej.ground.reimbursement.queries.known import all_of_others, cases_of, said_to_have_slept
from hjemvej.ground.reimbursement.queries.law import rate_of
from hjemvej.ground.reimbursement.rules.kroner import kroner
from hjemvej.ground.reimbursement.rules.losses import Loss, Sum, losses, sum_of
from hjemvej.ground.reimbursement.rules.years import DAY, Rate
from hjemvej.ground.shelters.queries import rates_of
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.queries import situations_on
from hjemvej.ground.situations.rules import HOMELESS
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import shelter_stays


@dataclass(frozen=True)
class Row:
    """A loss of one citizen, who is looked up only for the rows that a page shows."""

    person_id: uuid.UUID
    loss: Loss


@dataclass(frozen=True)
class Month:
    """A month's losses by date, those without a day last: what can still be kept, and what cannot."""

    name: str
    to_reach: list[Row]
    out_of_reach: list[Row]
    never: list[int]  # where they sleep, of whom no night in a § 110 shelter is written: as on a citizen's page

    @cached_property
    def kept(self) -> Sum:
        return sum_of([row.loss for row in self.to_reach])

    @cached_property
    def lost(self) -> Sum:
        return sum_of([row.loss for row in self.out_of_reach])

    @property
    def heading(self) -> str:
        if n := self.kept.number:
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
        kept, lost, told = self.kept, self.lost, []
        if kept.kroner:
            told.append(_("%s kan nås.") % kroner(kept.kroner))
        if lost.kroner:
            told.append(_("%s er tabt.") % kroner(lost.kroner))
        if lost.unsettled:
            told.append(_("Heraf er %s kun tabt efter den strengeste læsning af loven.") % kroner(lost.unsettled))
        if lost.coming:
            told.append(_("Bliver de, der er over grænsen, tabes %s mere.") % kroner(lost.coming))
        if n := kept.unpriced + lost.unpriced:
            told.append(ngettext("%d sag mangler en pris.", "%d sager mangler en pris.", n) % n)
        told.append(_("Kroner er statens del og siger aldrig, hvem der skal have hjælp først."))
        return " ".join(told)


def month(*, viewer: Viewer, on: datetime.date) -> Month:
    """Reckon the month that a day lies in, of everybody we are responsible for; the same queries for any number."""
    begins, perhaps_never = on.replace(day=1), _in_homelessness(on, viewer)
    stays = shelter_stays()(viewer, on=on, since=begins - DAY, person_ids=set(perhaps_never.values()))
    stayed = {one.person_id for one in stays if one.until is None or one.until >= begins}
    ours = stayed.union(perhaps_never.values())
    ours -= all_of_others(on, viewer=viewer)
    cases = cases_of(ours, viewer=viewer, on=on, stays=stays)
    price = _prices({one.house_id for one in stays}, on)
    rows = [
        Row(person_id, loss)
        for person_id, case in cases.items()
        if person_id in stayed
        for loss in losses(
            case.known,
            [(one.first, one.until, price.get(one.house_id, lambda _day: None)) for one in case.stays],
            (begins, add_months(begins, 1)),
        )
    ]
    rows.sort(key=lambda row: (row.loss.on or datetime.date.max, str(row.person_id)))  # by date: never by kroner
    return Month(
        date_format(on, "F"),
        to_reach=[row for row in rows if row.loss.can_be_kept],
        out_of_reach=[row for row in rows if not row.loss.can_be_kept],
        never=[
            situation_id
            for situation_id, person_id in perhaps_never.items()
            if person_id in cases and not cases[person_id].known.has_stayed
        ],
    )


def _in_homelessness(on: datetime.date, viewer: Viewer) -> dict[int, uuid.UUID]:
    """Return where those sleep whom nobody has said a night in a shelter of, and who; the longest first.

    The dead sleep nowhere. What is said is asked here, so that only these few need a case of their own.
    """
    rows = situations_on(on, viewer=viewer).filter(kind__in=HOMELESS, person__died_on=None)
    rows = rows.exclude(Exists(said_to_have_slept(viewer).filter(person_id=OuterRef("person_id"))))
    return dict(rows.order_by("from_on", "id").values_list("pk", "person_id"))


def where_they_sleep(situation_ids: Iterable[int], *, viewer: Viewer) -> list[Situation]:
    """Return these situations with their citizens, in the same order; one query."""
    ids = list(situation_ids)
    found = viewer.rows_of(Situation).select_related("person").in_bulk(ids)
    return [found[one] for one in ids if one in found]


def _prices(house_ids: set[uuid.UUID], on: datetime.date) -> dict[uuid.UUID, Rate]:
    """Return the state's part of a day in each house."""
    part = provisions_on(on)["shelter_reimbursement_percent"].value / 100
    return {house_id: rate_of(known, part) for house_id, known in rates_of(house_ids).items()}


def named(rows: Sequence[Row], *, viewer: Viewer) -> list[tuple[Row, Person]]:
    """Give each row its citizen; one query."""
    people = {one.pk: one for one in viewer.rows_of(Person).filter(pk__in={row.person_id for row in rows})}
    return [(row, people[row.person_id]) for row in rows if row.person_id in people]
