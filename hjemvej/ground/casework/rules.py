"""How long is there left, and was it written in time? Values in, words out."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hjemvej.ground.law.rules import add_working_days
from hjemvej.platform.rooms import Answer
from hjemvej.platform.ui import when
from hjemvej.platform.ui.when import day_in_words

from .models import Note

NoteKind = Note.Kind  # the words the forms offer
# What a next step of ours is: the words a worker chooses by, and how the citizen stands until its day.
STEP_STATES: dict[str, tuple[Any, Any]] = {
    "own": (gettext_lazy("Vi gør noget"), ""),
    "waiting": (gettext_lazy("Vi venter på svar og følger op den dag"), gettext_lazy("venter på svar")),
    "paused": (gettext_lazy("På pause til den dag"), gettext_lazy("på pause")),
    "refused": (gettext_lazy("Vil ikke have hjælp nu: vi spørger igen den dag"), gettext_lazy("siger nej tak lige nu")),
    "unreachable": (
        gettext_lazy("Kan ikke findes: vi leder igen den dag"),
        gettext_lazy("kan ikke findes, med en plan"),
    ),
}
GIVEN_BACK = "given_back"  # the kind of the task that tells a sender: done when somebody follows up, or is asked to
end_of_day = when.end_of_day


@dataclass(frozen=True)
class Clock:
    """How a deadline is shown: the words on the chip, and whether it is late, soon or neither."""

    text: str
    kind: Literal["late", "soon", "neutral"]


def clock(due_at: datetime.datetime, *, on: datetime.date) -> Clock:
    """Late by so many days, due today or before the second working day from now, or some day to come."""
    due = timezone.localtime(due_at)
    away = (due.date() - on).days
    if away < 0:
        return Clock(ngettext("%d dag for sent", "%d dage for sent", -away) % -away, "late")
    words = day_in_words(due.date(), on)
    if away < 2 and due.time().replace(second=0, microsecond=0) != when.END_OF_DAY:
        words = f"{words} {when.clock(due)}"
    return Clock(words, "soon" if due.date() < add_working_days(on, 2) else "neutral")


def days_until_written(happened_at: datetime.datetime, written_at: datetime.datetime) -> int:
    """How many days passed before it was noted; the duty to record says within a few days (OFL § 13)."""
    return (timezone.localdate(written_at) - timezone.localdate(happened_at)).days


def written_late(happened_at: datetime.datetime, written_at: datetime.datetime, within: int) -> str:
    """In words, when a note was written later than the few days; nothing when in time."""
    days = days_until_written(happened_at, written_at)
    if days <= within:
        return ""
    return _("Skrevet %d dage efter, det skete") % days


def answers(shown: Mapping[str, Any]) -> list[Answer]:
    """The person page's next line: the first thing to be done, and when."""
    first = shown["next_task"]
    if first is None:
        return [Answer("next", _("Intet næste skridt er aftalt."))]
    due, is_late = timezone.localtime(first.task.due_at), first.clock.kind == "late"
    at = "" if is_late or due.time() == when.END_OF_DAY else f" {when.clock(due)}"
    said = first.clock.text if is_late else day_in_words(due.date(), shown["on"])
    return [Answer("next", f"{capfirst(said)}{at}: {first.task.title}", is_late=is_late, due_at=first.task.due_at)]
