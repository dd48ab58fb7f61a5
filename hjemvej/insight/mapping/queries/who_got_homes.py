"""Who got a home of their own in a year, beside who waited at its end? Counts by group, masked before they are kept."""

import datetime
import uuid
from collections import Counter
from dataclasses import asdict
from typing import Any

from django.conf import settings

from hjemvej.ground.people.queries import is_protected_sql
from hjemvej.insight.mapping import rules
from hjemvej.platform.access.viewer import Viewer

from .closed import closing_day, closing_moment
from .population import homeless_people
from .ways_home import ways_on

A_YEAR = datetime.timedelta(days=365)
GROUPS = ("sex", "age", "children", "slept", "way_in")

# What the figure asks about each person. The protected are left out: a small group would tell of them.
WHO = f"""
SELECT person.id, person.sex, coalesce(extract(year FROM person.born_on)::int, person.born_year),
    EXISTS (SELECT FROM people_householdmember member WHERE member.person_id = person.id AND member.relation = 'child'
        AND member.is_with_them),
    (SELECT inquiry.asker_kind FROM one_entry_inquiry inquiry WHERE inquiry.person_id = person.id
        ORDER BY inquiry.received_at, inquiry.id LIMIT 1)
FROM people_person person
WHERE person.id = ANY(%(people)s) AND NOT {is_protected_sql("person")} AND NOT EXISTS (
    SELECT FROM known_fact said WHERE said.person_id = person.id AND said.known_from <= %(moment)s
        AND (said.known_until IS NULL OR said.known_until > %(moment)s) AND said.from_on <= %(on)s
        AND (said.until_on IS NULL OR said.until_on > %(on)s)
        AND (said.about = 'protected' OR (said.about = 'municipality' AND said.what <> %(municipality)s))
)"""


def who_got_homes(on: datetime.date, viewer: Viewer) -> dict[str, Any]:
    """Count the year up to the last closed month, as known when it was closed: looking twice tells nothing."""
    ends = [end for end in rules.month_ends(on) if end < on and closing_day(end) < on]
    if not ends:
        return {}
    month_end, moment = ends[-1], closing_moment(ends[-1])
    known_on = closing_day(month_end)
    known = homeless_people(month_end, viewer=viewer, known_on=known_on, with_since=False)
    homeless = {one.person_id for one in known}
    slept: dict[str, dict[uuid.UUID, str]] = {"homes": {}, "waits": {}}
    for person_id, way in ways_on(month_end, since=month_end - A_YEAR, known_at=moment, viewer=viewer):
        if way.home_on and way.home_on > month_end - A_YEAR:
            slept["homes"][person_id] = way.slept
        elif person_id in homeless and way.last_on == month_end:
            slept["waits"][person_id] = way.slept
    asked = {"moment": moment, "on": month_end, "municipality": settings.MUNICIPALITY_CODE}
    with viewer.cursor() as cursor:
        cursor.execute(WHO, {**asked, "people": list({*slept["homes"], *slept["waits"]})})
        people = {row[0]: row[1:] for row in cursor.fetchall()}
    return {
        "month_end": month_end.isoformat(),
        **{side: _masked(of, people, month_end) for side, of in slept.items()},
    }


def _masked(slept: dict[uuid.UUID, str], people: dict[uuid.UUID, Any], on: datetime.date) -> dict[str, Any]:
    """Count by each group; a number under five is hidden, and another with it where it could be worked out."""
    known = [rules.groups_of(*people[who], slept=kind, on=on) for who, kind in slept.items() if who in people]
    counted = {group: Counter(one[group] for one in known) for group in GROUPS}
    shown = {
        group: rules.shown_together({name: counted[group][name] for name in rules.GROUP_NAMES[group]})
        for group in GROUPS
    }
    return {
        "all": rules.figure(len(known)).count,
        **{group: {name: asdict(one)["count"] for name, one in parts.items()} for group, parts in shown.items()},
    }
