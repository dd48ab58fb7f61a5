"""What is next in a case, and by when? Of the signals' clocks, the letter, our own steps, and the help."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjemvej.efforts.prevention import queries
from hjemvej.efforts.prevention.leaving import queries as leaving
from hjemvej.efforts.prevention.models import Happening, HelpSought, NightAfter, PreventionCase
from hjemvej.efforts.prevention.nights_after.queries import BEHIND, nights_of_case
from hjemvej.efforts.prevention.rules import clocks
from hjemvej.efforts.prevention.rules.choices import LEAVES
from hjemvej.efforts.prevention.telling import queries as telling
from hjemvej.platform.access.viewer import Viewer


@dataclass(frozen=True)
class Next:
    """A day to act by, and what is to be done."""

    due_on: datetime.date
    what: str

    def in_words(self, on: datetime.date) -> str:
        return clocks.days_left_in_words(self.due_on, on)


def next_of(
    rows: Sequence[queries.Row], told: Sequence[telling.Row], helps: Sequence[HelpSought], *,
    nights: Sequence[NightAfter], viewer: Viewer, on: datetime.date,
) -> Next | None:  # fmt: skip
    """Return what is first; a day whose night is answered asks nothing of us any more. At most two queries."""
    found = [*_clocks(rows, {one.night for one in nights}, on), *_letters(told), *_answers(helps)]
    signals = [row.signal for row in rows if row.signal.ended_at is None and row.signal.kind.happening in LEAVES]
    found += [
        Next(due.due_on, due.step.title) for due in leaving.next_of_ours(signals, viewer=viewer, on=on) if due.due_on
    ]
    return min(found, key=lambda one: one.due_on, default=None)


def answered_nights(case: PreventionCase, rows: Sequence[queries.Row], *, viewer: Viewer) -> list[NightAfter]:
    """What is answered of the nights after the days that a case's signals name; no query where they name none."""
    days = {row.signal.happens_on for row in rows if row.signal.happens_on}
    return nights_of_case(case, days, viewer=viewer) if days else []


def may_be_called_off(rows: Sequence[queries.Row], nights: Sequence[NightAfter], on: datetime.date) -> bool:
    """Does the bailiff come, or was to come within a week, on a day that is not called off?"""
    off = {one.night for one in nights if one.answer == NightAfter.Answer.CALLED_OFF}
    days = {row.signal.happens_on for row in rows if row.signal.kind.happening == Happening.BAILIFF}
    return any(day >= on - BEHIND for day in days - off if day)


def _clocks(rows: Sequence[queries.Row], answered: set[datetime.date], on: datetime.date) -> Iterator[Next]:
    for row in rows:
        for clock in row.clocks:
            is_answered = clock.key in Happening.values and clock.due_on in answered
            if not clock.is_gone(on) and not is_answered:
                yield Next(clock.due_on, clock.why)


def _letters(told: Sequence[telling.Row]) -> Iterator[Next]:
    for row in told:
        if row.state.due_on:
            yield Next(row.state.due_on, _("Besked til borgeren"))


def _answers(helps: Sequence[HelpSought]) -> Iterator[Next]:
    for one in helps:
        if not one.answer:
            yield Next(one.ask_again_on, _("Spørg om svar: %s") % one.kind.title)
