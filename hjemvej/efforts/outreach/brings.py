"""How does the round look elsewhere? *I dag*, the person page, the timeline, the register; the words of its tables."""

import datetime
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hjemvej.ground.casework import rules as casework
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.many import among
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Answer, Cell, Happened, Moment, Step, TableWords
from hjemvej.platform.ui.when import day_in_words, end_of_day, short_date, since

from . import queries
from .models import Meeting, Promise

EACH = 5  # so many stand by name; more are summed up


def steps(viewer: Viewer, at: datetime.datetime) -> Iterator[Step]:
    """On the day's page: the team's promises that are due today or late, whoever gave them."""
    if not viewer.may(Permission.WRITE_NOTE):
        return
    on = localdate(at)
    due = list(queries.open_promises(viewer=viewer).filter(by_on__lte=on)[: EACH * 20])
    yield from (_step(promise, on) for promise in due[:EACH])
    if len(due) > EACH:
        yield _many(due[EACH:], at)


def _step(promise: Promise, on: datetime.date) -> Step:
    due_at = end_of_day(promise.by_on)
    clock = casework.clock(due_at, on=on)
    person = promise.person
    return Step(
        due_at=due_at, chip=clock.text, kind=clock.kind, title=person.name.with_code if person else promise.known_as,
        why=_("%(who)s lovede: %(what)s") % {"who": promise.worker.name, "what": promise.what},
        url=reverse("outreach:round"), action=_("Se runden"), person_id=promise.person_id,
        title_url=reverse("staff:person", args=[person.pk]) if person else "", is_deadline=False,
    )  # fmt: skip


def _many(rest: Sequence[Promise], at: datetime.datetime) -> Step:
    said = ngettext("%s løfte mere at holde", "%s løfter mere at holde", len(rest)) % len(rest)
    return Step(
        due_at=at, chip=_("nu"), kind="soon", title=said, why=_("Det, I selv har lovet mennesker, der sover ude."),
        url=reverse("outreach:round"), action=_("Se dem"), is_of_many=True, is_deadline=False,
    )  # fmt: skip


def card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    """For the citizen's page: what was promised, and when the citizen was last met outside; nothing where none is."""
    promises = list(queries.promises_of(person.pk, viewer=viewer))
    met = queries.meetings_of(person.pk, viewer=viewer).first()
    return {
        "person_id": person.pk, "met": met, "now": moment.at, "may_write": viewer.may(Permission.WRITE_NOTE),
        "promises": [(one, day_in_words(one.by_on, moment.on), one.by_on < moment.on) for one in promises],
    }  # fmt: skip


def answers(shown: Mapping[str, Any]) -> list[Answer]:
    """For the page's first lines: a promise is a next step."""
    if not shown["promises"]:
        return []
    promise, when, is_late = shown["promises"][0]
    words = _("Lovet til %(day)s: %(what)s") % {"day": when, "what": promise.what}
    return [Answer("next", words, is_late=is_late, due_at=end_of_day(promise.by_on))]


def happened(person_id: uuid.UUID, viewer: Viewer, limit: int, before: datetime.datetime | None) -> Iterator[Happened]:
    """For the timeline: each meeting outside; the citizen's own words first."""
    rows = queries.meetings_of(person_id, viewer=viewer)
    for row in (rows.filter(happened_at__lt=before) if before else rows)[:limit]:
        yield Happened(
            at=row.happened_at, title=_("Mødt på en runde"), text=_what_happened(row), quote=row.own_words,
            is_by_the_citizen=True, by=row.worker.name,
        )  # fmt: skip


def _what_happened(row: Meeting) -> str:
    said = (
        _("Fik %s.") % row.handed_out if row.handed_out else "",
        _("Fare: %s.") % row.danger if row.danger else "",
        _("Ville gerne have et sted at sove.") if row.wants_bed else "",
    )
    return " ".join(filter(None, said))


def columns(
    person_ids: Collection[uuid.UUID], *, on: datetime.date, known_on: datetime.date | None, viewer: Viewer
) -> Mapping[uuid.UUID, datetime.date]:
    """For the register: when each was last met outside by the end of the day. One query."""
    del known_on
    rows = viewer.rows_of(Meeting).filter(among("person_id", person_ids), happened_at__lte=end_of_day(on)).order_by()
    found = rows.values("person_id").annotate(last=Max("happened_at")).values_list("person_id", "last")
    return {person_id: localdate(last) for person_id, last in found if person_id}


def cell(met_on: datetime.date, now: datetime.datetime) -> Cell:
    return Cell(since(met_on, now), short_date(met_on, localdate(now)))


def in_a_sheet(met_on: datetime.date) -> datetime.date:
    return met_on


TABLES = (
    TableWords(
        Meeting,
        gettext_lazy("Møder, hvor du var"),
        fields={
            "happened_at": gettext_lazy("Hvornår"),
            "known_as": gettext_lazy("Kaldet"),
            "own_words": gettext_lazy("Dine egne ord"),
            "handed_out": gettext_lazy("Det, du fik"),
            "danger": gettext_lazy("Fare"),
            "wants_bed": gettext_lazy("Ville gerne have et sted at sove"),
            "place_id": gettext_lazy("Hvor"),
            "worker_id": gettext_lazy("Medarbejder"),
            "written_at": gettext_lazy("Skrevet ned"),
        },
        named={
            "worker": gettext_lazy("Medarbejder"),
            "team": gettext_lazy("Team"),
            "place": gettext_lazy("Hvor"),
        },
        untold=("team_id", "round_id"),
        of_protected=("place_id",),
        read_first=("own_words", "handed_out", "danger"),
    ),
    TableWords(
        Promise,
        gettext_lazy("Det, vi har lovet dig"),
        fields={
            "what": gettext_lazy("Hvad"),
            "by_on": gettext_lazy("Til hvornår"),
            "known_as": gettext_lazy("Kaldet"),
            "place_id": gettext_lazy("Hvor"),
            "worker_id": gettext_lazy("Lovet af"),
            "made_at": gettext_lazy("Lovet"),
            "outcome": gettext_lazy("Hvordan det gik"),
            "closed_at": gettext_lazy("Skrevet"),
            "closed_by_id": gettext_lazy("Skrevet af"),
        },
        named={
            "worker": gettext_lazy("Lovet af"),
            "closed_by": gettext_lazy("Skrevet af"),
            "team": gettext_lazy("Team"),
            "place": gettext_lazy("Hvor"),
        },
        untold=("team_id", "meeting_id"),
        of_protected=("place_id",),
        read_first=("what",),
    ),
)
PAGES = {
    "outreach.write_meeting": gettext_lazy("Var i gang med at skrive om et møde, hvor du var"),
    "outreach.close_promise": gettext_lazy("Skrev, hvad der blev af et løfte til dig"),
}
LISTS = {
    "outreach.find_met": gettext_lazy("en søgning efter, hvem der er mødt ude"),
    "outreach.round": gettext_lazy("en opsøgende runde: hvem der sover ude, og hvad der er lovet"),
}
