"""What on *I dag* needs a support worker? Who is not met as agreed, a phase that asks, who waits for a method."""

import datetime
from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.support.queries import courses, running
from hjemvej.efforts.support.rules import CHOSEN_WITHIN
from hjemvej.ground.casework import rules as casework
from hjemvej.ground.law import queries as law
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step

from .queries import Row, with_people

EACH = 5  # so many stand by name; more are summed up


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """Of the viewer's own citizens, and of those whom the whole team has together."""
    if not viewer.may(Permission.WRITE_NOTE) or viewer.user_id is None:
        return []
    on = localdate(at)
    mine = running.met_by(viewer.user_id, at, viewer=viewer)
    late = [one for one in mine if one.rhythm.is_late]
    asks = [one for one in mine if one.asks and not one.rhythm.is_late]
    shown = with_people([*(late if len(late) <= EACH else []), *asks[:EACH]], viewer=viewer)
    found = [_step(row, on) for row in shown]
    if len(late) > EACH:
        found.append(_many(late, at))
    return [*found, *_waiting(viewer, on)]


def _step(row: Row, on: datetime.date) -> Step:
    stands = row.stands
    if stands.rhythm.is_late or stands.stands is None:
        due_on, why, url, action = (
            stands.rhythm.due_on,
            stands.rhythm.words,
            "support:log_contact",
            _("Notér kontakt"),
        )
    else:
        due_on, why = stands.stands.act_on, stands.stands.words
        url, action = "support:course", _("Se forløbet")
    due_at = casework.end_of_day(due_on or on)
    clock = casework.clock(due_at, on=on)
    return Step(
        due_at=due_at, chip=clock.text, kind=clock.kind, title=row.person.name.with_code,
        why=_("Bostøtte: %s") % why, url=reverse(url, args=[row.person.pk]), action=action, person_id=row.person.pk,
        title_url=reverse("staff:person", args=[row.person.pk]), is_deadline=False,
    )  # fmt: skip


def _many(late: Sequence[running.Running], at: datetime.datetime) -> Step:
    number = len(late)
    said = ngettext("%s borger er ikke mødt som aftalt", "%s borgere er ikke mødt som aftalt", number)
    return Step(
        due_at=at, chip=_("nu"), kind="soon", title=said % number, why=_("Det, I har aftalt med borgerne selv."),
        url=reverse("support:day"), action=_("Se dem"), is_of_many=True, is_deadline=False,
    )  # fmt: skip


def _waiting(viewer: Viewer, on: datetime.date) -> Iterator[Step]:
    """Tell how many wait for a method, and whether somebody has waited longer than our own goal."""
    opened = list(courses.waiting(viewer=viewer).values_list("opened_at", flat=True))
    if not opened:
        return
    due_on = law.due_on(CHOSEN_WITHIN, localdate(opened[0])).due_on
    due_at = casework.end_of_day(due_on)
    clock, goal = casework.clock(due_at, on=on), law.provision_then(CHOSEN_WITHIN, on)
    said = ngettext("%s borger venter på en metode", "%s borgere venter på en metode", len(opened)) % len(opened)
    yield Step(
        due_at=due_at, chip=clock.text, kind=clock.kind, title=said,
        why=_("Givet til bostøtten. Vi vælger inden %(long)s (%(law)s).")
        % {"long": goal.value_text, "law": goal.paragraph_text},
        url=reverse("support:board"), action=_("Vælg metode"), is_of_many=True, is_deadline=False,
    )  # fmt: skip
