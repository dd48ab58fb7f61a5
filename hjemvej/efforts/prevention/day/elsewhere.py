"""How does a home at risk look elsewhere? On the citizen's page, and in the register's column and filter."""

import datetime
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.efforts.prevention.clocks import rules as clocks
from hjemvej.efforts.prevention.models import HelpSought, PreventionCase, Signal
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.many import among
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Answer, Cell, Moment
from hjemvej.platform.ui.when import short_date

FILTER = {"sag": gettext_lazy("Sag om at beholde hjemmet"), "ingen": gettext_lazy("Ingen sag")}


def card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    """For the citizen's page: the open case with its first deadline, and signals that wait; nothing where none is."""
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return {"case": None, "signals": []}
    case = _open(viewer, moment.at).filter(person=person).first()
    waits = viewer.rows_of(Signal).filter(person=person, case=None, ended_at=None, organisation_id=viewer.team_id)
    due_on = getattr(case, "due_on", None)
    return {
        "case": case, "signals": list(waits.select_related("kind").order_by("due_on", "received_at", "id")),
        "due": clocks.days_left_in_words(due_on, moment.on) if due_on else "",
        "is_late": bool(due_on and due_on < moment.on),
    }  # fmt: skip


def answers(shown: Mapping[str, Any]) -> list[Answer]:
    """For the first lines of the citizen's page: a signal that waits is a next step, else the case's first deadline."""
    if shown["signals"]:
        first = shown["signals"][0]
        words = _("Tag signalet op: %s") % first.kind.title
        return [Answer("next", words, due_at=end_of_day(first.due_on) if first.due_on else None)]
    if shown["case"] and shown["due"]:
        return [
            Answer("next", _("Sag om at beholde hjemmet: %s") % shown["due"], due_at=end_of_day(shown["case"].due_on))
        ]
    return []


def _was_open(at: datetime.datetime) -> Q:
    return Q(opened_at__lte=at) & (Q(closed_at=None) | Q(closed_at__gt=at))


def _open(viewer: Viewer, at: datetime.datetime) -> QuerySet[PreventionCase]:
    """The cases open at a moment, with the first deadline and whether help is sought and not answered."""
    waits = viewer.rows_of(HelpSought).filter(case=OuterRef("pk"), answer="")
    rows = viewer.rows_of(PreventionCase).filter(_was_open(at))
    gone = Q(signals__due_by__in=clocks.OTHERS, signals__due_on__lt=localdate(at))
    return rows.annotate(due_on=Min("signals__due_on", filter=~gone), waits=Exists(waits))


@dataclass(frozen=True)
class Kept:
    """A citizen's open case, for a cell."""

    opened_on: datetime.date
    due_on: datetime.date | None


def columns(
    person_ids: Collection[uuid.UUID], *, on: datetime.date, known_on: datetime.date | None, viewer: Viewer
) -> Mapping[uuid.UUID, Kept]:
    """For the register: the case that was open at the end of the day."""
    del known_on
    found = _open(viewer, end_of_day(on)).filter(among("person_id", person_ids))
    return {one.person_id: Kept(localdate(one.opened_at), getattr(one, "due_on", None)) for one in found}


def cell(kept: Kept, now: datetime.datetime) -> Cell:
    on = localdate(now)
    due = clocks.days_left_in_words(kept.due_on, on) if kept.due_on else ""
    is_late = bool(kept.due_on and kept.due_on < on)
    since = _("siden %s") % short_date(kept.opened_on, on)
    return Cell(_("Sag"), since, pill=due if is_late else "", kind="late") if is_late else Cell(_("Sag"), due or since)


def in_a_sheet(kept: Kept) -> datetime.date:
    return kept.opened_on


def let_through(
    person_ids: Collection[uuid.UUID], *, on: datetime.date, known_on: datetime.date | None, viewer: Viewer,
    since: Mapping[uuid.UUID, datetime.date],
) -> Mapping[uuid.UUID, list[str]]:  # fmt: skip
    """For the register's filter: who has a case on the day. One query."""
    del known_on, since
    rows = viewer.rows_of(PreventionCase).filter(_was_open(end_of_day(on)))
    held = set(rows.filter(among("person_id", person_ids)).values_list("person_id", flat=True))
    return {who: ["sag"] if who in held else ["ingen"] for who in person_ids}
