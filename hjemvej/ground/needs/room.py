"""What does this room bring to the rest of the house?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Card, Events, LivingReason, Moment, Part, Room
from hjemvej.platform.spans.queries import lasting_on_sql, local_day_sql

from . import events, queries


def _glass(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:  # noqa: ARG001 -- asked as all cards are
    return {"glass_until": person.glass_until}


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.person_card(person.pk, viewer=viewer, on=moment.on)


ROOM = Room(
    name="needs",
    cards=(
        Card(70, Part.NOW, _glass, lead="needs/_lead.html"),
        Card(90, Part.HISTORY, _card, "needs/_card.html"),  # the first part of the page has no room for its queries
    ),
    former_name=queries.former_name,
    overdue=queries.overdue,
    living_reasons=(
        LivingReason(
            "opened",
            lasts="",
            ended=_("adgangen blev åbnet"),
            outlasted_by="need_ends_after_inquiry",
            sql=f"SELECT person_id, organisation_id, {local_day_sql('from_at')} AS last_on"
            " FROM access_needtoknow WHERE person_id = ANY(%(people)s) AND basis IN ('case', 'inquiry')"
            " AND until_at IS NULL AND user_id IS NULL",
        ),
        LivingReason(
            "dead",
            lasts="",
            ended=_("borgeren døde"),
            outlasted_by="need_ends_after_death",
            sql="SELECT id AS person_id, NULL::uuid AS organisation_id, died_on AS last_on FROM people_person"
            " WHERE id = ANY(%(people)s) AND died_on <= %(on)s",
            ends_ours=True,
        ),
        LivingReason(
            "moved",
            lasts="",
            ended=_("en anden kommune fik ansvaret"),
            outlasted_by="need_ends_after_move",
            sql="SELECT person_id, NULL::uuid AS organisation_id, from_on AS last_on"
            " FROM people_responsiblemunicipality responsible WHERE person_id = ANY(%(people)s)"
            " AND municipality_code <> %(municipality)s AND NOT is_disputed"
            f" AND {lasting_on_sql('responsible', '%(on)s::date')}",
            ends_ours=True,
        ),
    ),
    events=Events(events.EVENTS, events.QUIET),
)
