"""How does support look elsewhere? The person page, the timeline, the citizen's paper, the register, the overview."""

import datetime
import uuid
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hjemvej.efforts.support.models import Contact
from hjemvej.efforts.support.queries import contacts, courses, running
from hjemvej.efforts.support.queries.running import Running
from hjemvej.efforts.support.rules import COURSE, Kind, Method
from hjemvej.efforts.support.wellbeing.queries import last_filled_on
from hjemvej.ground.casework.queries import open_courses
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Answer, Cell, Happened, PaperLine
from hjemvej.platform.spans.queries import lasting_on_sql, local_day_sql
from hjemvej.platform.ui.figures import Figure, bars_by_name
from hjemvej.platform.ui.when import clock, day_in_words, full_date, moment_in_words, short_date

FILTER = {
    "cti": gettext_lazy("CTI"),
    "icm": gettext_lazy("ICM"),
    "act": gettext_lazy("ACT"),
    "ikke_moedt": gettext_lazy("Ikke mødt som aftalt"),
    "pause": gettext_lazy("På pause"),
    "venter": gettext_lazy("Venter på en metode"),
    "ingen": gettext_lazy("Ingen bostøtte"),
}
KEPT = ("late", "on_time", "not_met", "paused", "not_agreed")  # as the overview counts them


def card(person_id: uuid.UUID, at: datetime.datetime, *, viewer: Viewer) -> dict[str, Any]:
    """One line and the next visit, or that the citizen waits for a method."""
    stands = running.of_person(person_id, at, viewer=viewer)
    waits = None if stands else courses.waits_of(person_id, viewer=viewer)
    visit_at = stands.visit_at if stands else running.next_visit(person_id, at, viewer=viewer)
    may_write = viewer.may(Permission.WRITE_NOTE)
    asks = viewer.may(Permission.ASK_WELLBEING) and (stands or waits)
    is_wished, filled_on = last_filled_on(person_id, viewer=viewer) if asks else (False, None)
    return {
        "person_id": person_id, "stands": stands, "waits": waits, "visit_at": visit_at, "now": at,
        "may_write": may_write, "follows_wellbeing": is_wished, "filled_on": filled_on,
    }  # fmt: skip


def answers(shown: Mapping[str, Any]) -> list[Answer]:
    """For the person page's first lines: a planned visit is a next step."""
    at = shown["visit_at"]
    if at is None:
        return []
    when = f"{day_in_words(localdate(at), localdate(shown['now']))} {clock(at)}"
    return [Answer("next", _("%s: besøg") % capfirst(when), due_at=at)]


def happened(person_id: uuid.UUID, viewer: Viewer, limit: int, before: datetime.datetime | None) -> Iterator[Happened]:
    """For the timeline: each contact as it went; own words first."""
    rows = contacts.contacts_of(person_id, viewer=viewer)
    for row in (rows.filter(happened_at__lt=before) if before else rows)[:limit]:
        yield Happened(
            at=row.happened_at, title=_title(row), text=row.words, quote=row.own_words, is_by_the_citizen=True,
            kind="done" if row.kind == Kind.MET else "choice", by=row.worker.name,
            url=reverse("support:contacts", args=[person_id]),
        )  # fmt: skip


def _title(row: Contact) -> str:
    return f"{row.get_kind_display()}: {str(row.get_place_display()).lower()}"


def paper(person_id: uuid.UUID, viewer: Viewer, at: datetime.datetime) -> list[PaperLine]:
    """For the citizen's own paper: when we meet."""
    visit = contacts.coming_visits_of(person_id, at, viewer=viewer).first()
    if visit is None:
        return []
    when = moment_in_words(visit.planned_at, at)
    return [PaperLine("Vi", f"mødes: {visit.worker.name}, {when}", localdate(visit.planned_at))]


def columns(
    person_ids: Collection[uuid.UUID], *, on: datetime.date, known_on: datetime.date | None, viewer: Viewer
) -> Mapping[uuid.UUID, Running]:
    """For the register: how each course stood on the day; what was written since is in it."""
    del known_on
    return running.of_people(person_ids, on, viewer=viewer)


def course_cell(stands: Running, _now: datetime.datetime) -> Cell:
    phase = stands.stands.words if stands.asks and stands.stands else stands.worker or _("hele teamet")
    return Cell(stands.label, phase, pill=_("spørg") if stands.asks else "")


def met_cell(stands: Running, now: datetime.datetime) -> Cell:
    met = short_date(stands.last_met_on, localdate(now)) if stands.last_met_on else _("aldrig")
    return Cell(met, stands.rhythm.words, pill=_("ikke mødt") if stands.rhythm.is_late else "", kind="late")


def course_in_a_sheet(stands: Running) -> str:
    return stands.label


def met_in_a_sheet(stands: Running) -> str | datetime.date:
    return stands.last_met_on or ""


def let_through(
    person_ids: Collection[uuid.UUID], *, on: datetime.date, known_on: datetime.date | None, viewer: Viewer,
    since: Mapping[uuid.UUID, datetime.date],
) -> Mapping[uuid.UUID, list[str]]:  # fmt: skip
    """For the register's filter: the answers under which each is listed. Two queries."""
    del known_on, since
    found = running.of_people(person_ids, on, viewer=viewer)
    handed = set(open_courses(COURSE, viewer=viewer).order_by().values_list("person_id", flat=True))
    return {who: _listed(found.get(who), is_handed=who in handed) for who in person_ids}


def _listed(stands: Running | None, *, is_handed: bool) -> list[str]:
    if stands is None:
        return ["venter"] if is_handed else ["ingen"]
    found = ["act" if stands.is_shared else str(stands.method)]
    if stands.is_paused:
        found.append("pause")
    return [*found, "ikke_moedt"] if stands.rhythm.is_late else found


def count(on: datetime.date, viewer: Viewer) -> dict[str, Any]:
    """For the overview: the courses that run, by method and phase, and whether the rhythm is kept; plain values."""
    rows = [one for one in running.of_everybody(on, viewer=viewer) if not one.is_dead]
    kinds = Counter(_kept(one) for one in rows)
    shapes = Counter((str(one.method), one.phase.number if one.phase else None) for one in rows)
    order = sorted(shapes.items(), key=lambda each: (Method.values.index(each[0][0]), each[0][1] or 0))
    return {
        "rows": [[method, phase, number] for (method, phase), number in order],
        "rhythm": {kind: kinds.get(kind, 0) for kind in KEPT},
    }  # fmt: skip


def _kept(one: Running) -> str:
    if one.rhythm.kind == "due" and one.last_met_on is None:
        return "not_met"
    return one.rhythm.kind if one.rhythm.kind in KEPT else "on_time"


def picture(counted: Mapping[str, Any], on: datetime.date) -> Figure | None:
    """Draw the courses by method and phase; the title says how many are met as agreed."""
    if not counted["rows"]:
        return None
    rhythm = counted["rhythm"]
    agreed = rhythm["late"] + rhythm["on_time"]
    title = ngettext(
        "%(kept)s af %(agreed)s borger, som vi har aftalt det med, mødes så tit som aftalt",
        "%(kept)s af %(agreed)s borgere, som vi har aftalt det med, mødes så tit som aftalt",
        agreed,
    ) % {"kept": rhythm["on_time"], "agreed": agreed}  # fmt: skip
    names = {_name(method, phase): number for method, phase, number in counted["rows"]}
    rest = _(
        "%(paused)s er på pause, %(new)s skal mødes første gang eller lige efter en pause, og med %(open)s er det ikke"
        " aftalt, hvor tit."
    ) % {"paused": rhythm["paused"], "open": rhythm["not_agreed"], "new": rhythm.get("not_met", 0)}
    said = _("Forløb med bostøtte, der var i gang %s, efter metode og fase. Et forsøg er ikke et møde. ")
    method = said % full_date(on)
    return bars_by_name(
        names, title=title, description=title, head=(_("Metode"), _("Forløb")), method=method + rest, on=on
    )


def _name(method: str, phase: int | None) -> str:
    label = str(Method(method).label)
    if phase is None:
        return label
    return _("%s, kontaktfase") % label if phase == 0 else _("%(method)s, fase %(n)s") % {"method": label, "n": phase}


# How a citizen stands with us: a visit of today or later is a next step, one of before is none; a course that runs
# goes on meanwhile.
VISITS = f"""SELECT visit.person_id, visit.planned_at AS due_at, visit.worker_id AS holder_id, NULL AS words,
    NULL AS kind FROM support_visit visit
    WHERE {local_day_sql("visit.planned_at")} >= %(on)s::date
        AND (visit.cancelled_at IS NULL OR visit.cancelled_at > %(at)s) AND NOT EXISTS (
        SELECT FROM support_contact made WHERE made.visit_id = visit.id AND made.written_at <= %(at)s)"""
COURSES = f"""SELECT support.person_id, NULL::timestamptz AS due_at, support.worker_id AS holder_id, NULL AS words,
    NULL AS kind FROM support_supportcourse support
    WHERE {lasting_on_sql("support", "%(on)s", begins="began_on", until="ended_on")}"""
