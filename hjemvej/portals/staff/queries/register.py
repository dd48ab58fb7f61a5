"""Which people are homeless on a day, with name, coordinator and next step? Six queries; names for the page shown."""

import datetime
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models.expressions import RawSQL

from hjemvej.ground.casework.models import Coordination, Task
from hjemvej.ground.law.queries import provision_then
from hjemvej.ground.law.rules import ProvisionInForce
from hjemvej.ground.people import queries as people
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.rules import end_of_day
from hjemvej.insight.mapping.queries import homeless_people, last_contacts
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import register_columns, register_filters
from hjemvej.platform.spans.queries import lasting_on
from hjemvej.portals.staff.rules.register import ORDERS_BY_WORDS, Choice, Entry, Narrowed, narrow, sort_entries


@dataclass(frozen=True)
class Register:
    """The answer to a choice. Protected people are counted, and never among the entries."""

    choice: Choice
    viewer: Viewer
    entries: list[Entry]  # the people that the filters let through, in order
    counts: dict[str, Counter[str]]  # for each filter, how many each of its answers would give
    coordinators: dict[str, str]  # by their ids, of all people homeless that day
    active: int
    inactive: int
    protected: int
    is_named: bool  # every entry is named already when the viewer sorts by words
    rule: ProvisionInForce  # when a person is inactive

    def name(self, entries: Iterable[Entry], columns: Collection[str]) -> list[Entry]:
        """Add to these entries their words, and the values of the rooms' columns shown."""
        named = list(entries) if self.is_named else _name(list(entries), self.choice, viewer=self.viewer)
        return _with_brought(named, columns, self.choice, viewer=self.viewer)


def read_register(choice: Choice, *, viewer: Viewer, with_counts: bool = True) -> Register:
    """Return all people homeless on the day that the viewer may know of, filtered and in order, not yet named.

    The limit of that day decides who is inactive. Without counts, only the rooms' filters in use are asked.
    """
    if not with_counts:
        choice = _asked_alone(choice)
    homeless = _everybody(choice, viewer=viewer)
    open_to_list, protected = _narrowed(homeless, choice, viewer, with_counts=with_counts)
    is_named = choice.order.removeprefix("-") in ORDERS_BY_WORDS
    entries = _name(open_to_list.entries, choice, viewer=viewer) if is_named else open_to_list.entries
    active = sum(entry.is_active for entry in homeless)
    return Register(
        choice=choice,
        viewer=viewer,
        entries=sort_entries(entries, choice.order),
        counts=open_to_list.counts,
        coordinators={str(entry.coordinator_id): entry.coordinator for entry in homeless if entry.coordinator_id},
        active=active,
        inactive=len(homeless) - active,
        protected=len(protected.entries),
        is_named=is_named,
        rule=provision_then("inactive_after", choice.on),
    )


def count_register(choice: Choice, *, viewer: Viewer) -> tuple[int, int]:
    """How many the choice lists, and how many protected fit it; what no filter in use looks at is not asked."""
    choice = _asked_alone(choice)
    homeless = _everybody(choice, viewer=viewer, is_counted_alone=True)
    listed, protected = _narrowed(homeless, choice, viewer, with_counts=False)
    return len(listed.entries), len(protected.entries)


def _asked_alone(choice: Choice) -> Choice:
    """Leave out the rooms' filters that are not in use."""
    return replace(choice, brought={name: answer for name, answer in choice.brought.items() if answer})


def _narrowed(
    homeless: Sequence[Entry], choice: Choice, viewer: Viewer, *, with_counts: bool
) -> tuple[Narrowed, Narrowed]:
    """Those that may be listed, and the protected."""
    ids = [entry.person_id for entry in homeless]
    asked = {"on": choice.on, "known_on": choice.known_on, "viewer": viewer, "since": _homeless_since(homeless, choice)}
    filters_asked = [each for each in register_filters() if with_counts or each.name in choice.brought]
    let_through = {each.name: each.let_through(ids, **asked) for each in filters_asked}
    filters: dict[str, Any] = {"viewer_id": viewer.user_id, "let_through": let_through}
    open_to_list = narrow((entry for entry in homeless if not entry.is_protected), choice, **filters)
    anywhere = replace(choice, situation="", brought={})  # how many fit a place would tell where they sleep
    return open_to_list, narrow((entry for entry in homeless if entry.is_protected), anywhere, **filters)


def _homeless_since(homeless: Iterable[Entry], choice: Choice) -> dict[uuid.UUID, datetime.date]:
    """Return since when each is homeless, for the rooms' filters to ask no more.

    A guest with an unusable home is homeless to the register alone; as known then, a record may have been merged since.
    """
    if choice.known_on:
        return {}
    return {entry.person_id: entry.since for entry in homeless if not entry.has_unusable_home}


def _everybody(choice: Choice, *, viewer: Viewer, is_counted_alone: bool = False) -> list[Entry]:
    """List all of them, the inactive and the protected too, not yet named."""
    with_since = bool(choice.length or choice.brought) or not is_counted_alone
    homeless = homeless_people(choice.on, viewer=viewer, known_on=choice.known_on, with_since=with_since)
    held = choice.coordinator or not is_counted_alone
    coordinators = _coordinators([person.person_id for person in homeless], choice.on, viewer) if held else {}
    return [
        Entry(
            person.person_id,
            person.kind,
            person.situation_id,
            person.since or person.from_on,
            person.since_told,
            person.from_on,
            person.is_active,
            person.is_protected,
            person.responsibility_is_known,
            person.has_no_permanent_stay,
            person.has_unusable_home,
            *coordinators.get(person.person_id, (None, "")),
        )
        for person in homeless
    ]


def _name(entries: Sequence[Entry], choice: Choice, *, viewer: Viewer) -> list[Entry]:
    """Add where they sleep, name and age, the last contact and the next step: four queries."""
    ids = [entry.person_id for entry in entries]
    known_at = end_of_day(choice.known_on) if choice.known_on else None
    called = people.names_and_ages(_these(ids), viewer=viewer, on=choice.on, known_at=known_at)
    steps = _next_steps(ids, choice.known_on or choice.on, viewer)
    rows = [entry.situation_id for entry in entries]
    slept = viewer.rows_of(Situation).filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [rows]), house__isnull=False)
    places = dict(slept.values_list("pk", "house__name"))
    met = last_contacts(ids, choice.on, viewer=viewer, known_on=choice.known_on)
    found = []
    for entry in entries:
        (name, age), (step, due) = called[entry.person_id], steps.get(entry.person_id, ("", None))
        contact = met.get(entry.person_id)
        place = places.get(entry.situation_id, "")
        found.append(
            entry._replace(place=place, name=name, age=age, last_contact=contact, next_step=step, next_due=due)
        )
    return found


def _with_brought(entries: Sequence[Entry], columns: Collection[str], choice: Choice, *, viewer: Viewer) -> list[Entry]:
    """Add the values of each room's column that is shown: a query for each."""
    ids = [entry.person_id for entry in entries]
    brought: dict[uuid.UUID, dict[str, Any]] = {}
    for column in register_columns():
        if column.name in columns:
            for person_id, value in column.values(ids, on=choice.on, known_on=choice.known_on, viewer=viewer).items():
                brought.setdefault(person_id, {})[column.name] = value
    return [entry._replace(brought=brought.get(entry.person_id, {})) for entry in entries]


def _these(ids: list[uuid.UUID]) -> RawSQL:
    """Ids as one value: a thousand of them apart take longer to write down than to look up."""
    return RawSQL("SELECT unnest(%s::uuid[])", [ids])


def _coordinators(ids: list[uuid.UUID], on: datetime.date, viewer: Viewer) -> dict[uuid.UUID, tuple[uuid.UUID, str]]:
    rows = viewer.rows_of(Coordination).filter(lasting_on(on), person_id__in=_these(ids))
    return {
        person_id: (user_id, name)
        for person_id, user_id, name in rows.values_list("person_id", "coordinator_id", "coordinator__name")
    }


def _next_steps(
    ids: list[uuid.UUID], on: datetime.date, viewer: Viewer
) -> dict[uuid.UUID, tuple[str, datetime.datetime]]:
    """What was to be done first at the end of the day."""
    then = end_of_day(on)
    rows = viewer.rows_of(Task).filter(
        lasting_on(then, begins="created_at", until="done_at"), person_id__in=_these(ids)
    )
    first = rows.order_by("person_id", "due_at", "id").distinct("person_id")
    return {
        person_id: (title, due_at) for person_id, title, due_at in first.values_list("person_id", "title", "due_at")
    }
