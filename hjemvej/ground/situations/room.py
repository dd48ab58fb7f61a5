"""What does this room bring to the rest of the house?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hjemvej.ground.known.models import VIVE_KINDS
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import (
    Card,
    Events,
    Fact,
    Kept,
    LivingReason,
    MenuItem,
    MergeRule,
    Moment,
    Part,
    Room,
    Sign,
    Standing,
    TableWords,
    TodayRows,
    Words,
    contact,
)
from hjemvej.platform.spans.queries import lasting_on_sql

from . import events, queries, rules
from .models import Confirmation, HomelessSince, Situation, StreetObservation


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.person_card(person.pk, viewer=viewer, on=moment.on, hides_places=person.is_protected)


_IS_CONTACT = "certainty IN ('seen', 'told')"
_KNOWN = {"known_from": "recorded_at", "known_until": "superseded_at"}


ROOM = Room(
    name="situations",
    signs=(
        Sign(Situation, ("from_on", "until_on", "recorded_at")),
        Sign(Confirmation, ("confirmed_on", "recorded_at")),
        Sign(HomelessSince, ("recorded_at",)),
    ),
    kept=(Kept("keep_street_count", _("Optællinger på gaden"), StreetObservation, "seen_at"),),
    menu=(MenuItem(70, _("Set på gaden"), "situations:count_on_street", Permission.COUNT_STREET),),
    today=(TodayRows(45, queries.steps),),
    cards=(Card(20, Part.NOW, _card, "situations/_card.html", lead="situations/_lead.html", answers=rules.answers),),
    words=Words(
        tables=(
            TableWords(
                Situation,
                _("Hvor du sover"),
                fields={
                    "kind": _("Slags"),
                    "from_on": _("Fra"),
                    "until_on": _("Til"),
                    "expected_until": _("Ventes at slutte"),
                    "detail": _("Uddybning"),
                    "unusable_home": _("Egen bolig, du ikke kan bruge"),
                    "source": _("Kilde"),
                    "certainty": _("Hvor sikkert"),
                    "recorded_at": _("Skrevet ind"),
                    "superseded_at": _("Rettet"),
                },
                named={"house": _("Hus")},
                untold=("house_id",),
                of_protected=("detail", "unusable_home"),
            ),
            TableWords(
                Confirmation,
                _("Fortalt igen, at du sover samme sted"),
                fields={
                    "confirmed_on": _("Fra"),
                    "source": _("Kilde"),
                    "certainty": _("Hvor sikkert"),
                    "recorded_at": _("Skrevet ind"),
                },
            ),
            TableWords(
                HomelessSince,
                _("I hjemløshed siden, før vi kendte dig"),
                fields={
                    "began_on": _("Tidligst fra"),
                    "by_on": _("Senest fra"),
                    "precision": _("Hvor nøjagtigt"),
                    "source": _("Kilde"),
                    "certainty": _("Hvor sikkert"),
                    "recorded_at": _("Skrevet ind"),
                    "superseded_at": _("Rettet"),
                },
            ),
        ),
        pages={
            "situations.history": _("Så, hvor du har sovet"),
            "situations.record_situation": _("Var i gang med at skrive, hvor du sover"),
            "situations.say_homeless_since": _("Var i gang med at skrive, hvornår din hjemløshed begyndte"),
        },
        other_pages=_("Så, hvor du sover"),
    ),
    living_reasons=(
        LivingReason(
            "homeless",
            lasts=_("borgeren er i hjemløshed"),
            ended=_("den sidste nat i hjemløshed var"),
            outlasted_by="need_ends_after_housed",
            sql="SELECT person_id, NULL::uuid AS organisation_id,"
            " CASE WHEN until_on <= %(on)s THEN until_on - 1 END AS last_on FROM situations_situation"
            " WHERE person_id = ANY(%(people)s) AND superseded_at IS NULL AND from_on <= %(on)s"
            f" AND kind IN ({', '.join(repr(kind) for kind in VIVE_KINDS)})",
            only_of_who_is_ours=True,
        ),
    ),
    facts=(
        Fact("situation", Situation, "from_on", "until_on", what="kind", **_KNOWN),
        Fact("unusable_home", Situation, "from_on", "until_on", only="unusable_home <> ''", **_KNOWN),
        Fact("homeless_since", HomelessSince, "by_on", what="precision", **_KNOWN),
        contact(Situation, "from_on", only=_IS_CONTACT, **_KNOWN),
        contact(Confirmation, "confirmed_on", only=_IS_CONTACT, known_from="recorded_at"),
    ),
    standings=(
        Standing(
            70,
            "in_hospital",
            state=_("på hospital, i behandling eller i fængsel"),
            step="",
            sql="SELECT person_id, NULL::timestamptz AS due_at, NULL::uuid AS holder_id, NULL AS words, NULL AS kind"
            " FROM situations_situation situation WHERE kind IN"
            " ('hospital_behandling', 'indlagt', 'kriminalforsorg', 'faengsel') AND superseded_at IS NULL"
            f" AND {lasting_on_sql('situation', '%(on)s::date')}",
        ),
    ),
    events=Events(events.EVENTS, events.QUIET, events.say_more),
    merge=(MergeRule(Situation), MergeRule(Confirmation), MergeRule(HomelessSince)),
)
