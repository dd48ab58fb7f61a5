"""What is next in a case, and by when? Of the signals' clocks, the letter, our own steps, and the help."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hjemvej.efforts.prevention import queries
from hjemvej.efforts.prevention.clocks import rules as clocks
from hjemvej.efforts.prevention.helping.queries import helps_waiting
from hjemvej.efforts.prevention.leaving import queries as leaving
from hjemvej.efforts.prevention.leaving.rules import Due
from hjemvej.efforts.prevention.models import Happening, HelpSought, NightAfter, PreventionCase, Signal
from hjemvej.efforts.prevention.nights_after.queries import BEHIND, nights_of_people
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
    nights: Sequence[NightAfter], step: Due | None, on: datetime.date,
) -> Next | None:  # fmt: skip
    """Return what is first; a day whose night is answered asks nothing of us any more. Of a page and a list alike."""
    found = [*_clocks(rows, {one.night for one in nights}, on), *_letters(told), *_answers(helps)]
    if step and step.due_on:
        found.append(Next(step.due_on, step.step.title))
    return min(found, key=lambda one: one.due_on, default=None)


def next_of_cases(cases: Sequence[PreventionCase], *, viewer: Viewer, on: datetime.date) -> dict[uuid.UUID, Next]:
    """By open case what is first; none where nothing is due. A dozen queries, however many cases."""
    signals = queries.signals_of_cases(cases, viewer=viewer)
    told = telling.states(signals, viewer=viewer, on=on)
    rows, letters, helps, nights = (defaultdict[object, list[Any]](list) for _n in range(4))
    answered = answered_nights(cases, signals, viewer=viewer)
    for night in answered:
        nights[night.person_id].append(night)
    for row in queries.rows(signals, viewer=viewer, on=on, off=days_off(answered)):
        rows[row.signal.case_id].append(row)
        letters[row.signal.case_id].append(told[row.signal.pk])
    for one in helps_waiting(cases, viewer=viewer):
        helps[one.case_id].append(one)
    steps = steps_of([row for each in rows.values() for row in each], viewer=viewer, on=on)
    found = {
        case.pk: next_of(
            rows[case.pk], letters[case.pk], helps[case.pk], nights=nights[case.person_id], step=steps.get(case.pk),
            on=on,
        )
        for case in cases
    }  # fmt: skip
    return {case_id: first for case_id, first in found.items() if first}


def steps_of(rows: Sequence[queries.Row], *, viewer: Viewer, on: datetime.date) -> Mapping[uuid.UUID | None, Due]:
    """By case, our own next step of its release or discharge; no query where none is about to leave."""
    leaves = [row.signal for row in rows if row.signal.ended_at is None and row.signal.kind.happening in LEAVES]
    return leaving.next_of_ours(leaves, viewer=viewer, on=on)


def answered_nights(cases: Sequence[PreventionCase], signals: Sequence[Signal], *, viewer: Viewer) -> list[NightAfter]:
    """What is answered of the nights after the days that the cases' signals name; no query where they name none."""
    days = {one.happens_on for one in signals if one.happens_on}
    return nights_of_people({one.person_id for one in cases}, days, viewer=viewer) if days else []


def days_off(nights: Sequence[NightAfter]) -> queries.DaysOff:
    """Of these nights, the days that were called off."""
    return {(one.person_id, one.night) for one in nights if one.answer == NightAfter.Answer.CALLED_OFF}


def may_be_called_off(rows: Sequence[queries.Row], nights: Sequence[NightAfter], on: datetime.date) -> bool:
    """Does the bailiff come, or was to come within a week, on a day that is not called off?"""
    off = {night for _who, night in days_off(nights)}
    days = {row.signal.happens_on for row in rows if row.signal.kind.happening == Happening.BAILIFF}
    return any(day >= on - BEHIND for day in days - off if day)


def asks_tonight(rows: Sequence[queries.Row], nights: Sequence[NightAfter], on: datetime.date) -> bool:
    """Is a signal's day today, and nobody has said where the citizen sleeps tonight?"""
    today = [row.signal for row in rows if row.signal.ended_at is None and row.signal.happens_on == on]
    is_asked = any(one.kind.happening != Happening.NONE for one in today)
    return is_asked and on not in {one.night for one in nights}


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
