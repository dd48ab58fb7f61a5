"""What does this room bring to the rest of the house?"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Card, Events, MergeRule, Moment, Part, Record, Room, Sign, TableWords, Words

from . import events, queries, records
from .models import Consent


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:  # noqa: ARG001 -- a withdrawal counts at once
    return queries.person_card(person.pk, viewer=viewer, at=timezone.now())


ROOM = Room(
    name="consents",
    signs=(Sign(Consent, ("given_at", "last_on", "withdrawn_at")),),
    cards=(Card(20, Part.HISTORY, _card, "consents/_card.html"),),
    merge=(MergeRule(Consent),),
    words=Words(
        tables=(
            TableWords(
                Consent,
                _("Samtykker"),
                fields={
                    "to_organisation_id": _("Til"),
                    "to_name": _("Til (en anden)"),
                    "topics": _("Om"),
                    "details": _("Nærmere bestemt"),
                    "purpose": _("Hvorfor"),
                    "how": _("Hvordan du sagde ja"),
                    "words": _("Dine ord"),
                    "given_at": _("Givet"),
                    "recorded_by_id": _("Skrevet ned af"),
                    "from_on": _("Fra og med"),
                    "last_on": _("Til og med"),
                    "withdrawn_at": _("Trukket tilbage"),
                    "withdrawal_recorded_by_id": _("Tilbagetrækningen skrevet ned af"),
                },
                named={"to_organisation": _("Til")},
                untold=("organisation_id",),
            ),
        ),
        pages={
            "consents.consents": _("Så dine samtykker"),
            "consents.give_consent": _("Var i gang med at skrive et samtykke ned"),
            "consents.consent": _("Så et samtykke"),
            "consents.export_consent": _("Hentede et samtykke som fil"),
        },
        other_pages=_("Så dine samtykker"),
    ),
    events=Events(events.EVENTS, events.QUIET),
    records=(Record("consent_id", records.consent, "consents_consent ORDER BY given_at DESC"),),
    bystanders=records.add_bystander,
)
