"""What on *I dag* is about reaching a citizen? What I have planned, and whom of mine nobody has reached."""

import datetime
from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.casework import rules as casework
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step

from .queries import Reaching, own_not_reached
from .rules import part_at

EACH = 5  # so many stand by name; more are summed up
SOON = datetime.timedelta(days=1)


def steps(viewer: Viewer, at: datetime.datetime) -> Iterator[Step]:
    """List what is due by tomorrow: one's own, and what nobody has."""
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return
    on = localdate(at)
    mine = own_not_reached(viewer=viewer, on=on, now=part_at(localtime(at).time()))
    due = [one for one in mine if one.due_on and one.due_on <= on + SOON]
    yield from (_step(one, on) for one in due[:EACH])
    if len(due) > EACH:
        yield _many(due[EACH:], at)


def _step(one: Reaching, on: datetime.date) -> Step:
    due_at = casework.end_of_day(one.due_on or on)
    clock = casework.clock(due_at, on=on)
    return Step(
        due_at=due_at, chip=clock.text, kind=clock.kind, title=one.case.person.name.with_code, why=in_words(one),
        url=reverse("prevention:log_attempt", args=[one.case.pk]), action=_("Skriv, hvordan det gik"),
        person_id=one.case.person_id, title_url=reverse("prevention:attempts", args=[one.case.pk]), is_deadline=False,
    )  # fmt: skip


def in_words(one: Reaching) -> str:
    """ "Svær at træffe. Besøg, aften: 4 forsøg uden at træffe borgeren." """
    if one.planned:
        said = f"{one.planned.get_kind_display()}, {one.planned.get_part_display().lower()}".removesuffix(", ")
        said = _("Planlagt: %s.") % said
    elif one.next:
        said = f"{one.next.words}. {' '.join(one.next.why)}"
    else:
        said = ""
    return " ".join(filter(None, [_("Svær at træffe.") if one.is_hard else "", said]))


def _many(rest: Sequence[Reaching], at: datetime.datetime) -> Step:
    said = ngettext("%d borger mere er ikke truffet", "%d borgere mere er ikke truffet", len(rest)) % len(rest)
    return Step(
        due_at=at, chip=_("nu"), kind="soon", title=said,
        why=_("Hjemmet er i fare, og I har ikke talt sammen."), url=reverse("prevention:not_reached"),
        action=_("Se dem"), is_of_many=True, is_deadline=False,
    )  # fmt: skip
