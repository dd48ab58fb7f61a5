"""What does this room bring to the rest of the house?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import (
    Card,
    Events,
    Kept,
    LivingReason,
    MenuItem,
    MergeRule,
    Moment,
    Part,
    Record,
    Room,
    Sign,
    TableWords,
    TodayRows,
    Words,
)
from hjemvej.platform.spans.queries import local_day_sql

from . import events, queries, records
from .letters import queries as letters
from .models import Letter, Message


def _letters_card(person: Person, viewer: Viewer, _moment: Moment) -> dict[str, Any]:
    return letters.person_card(person.pk, viewer=viewer)


ROOM = Room(
    name="correspondence",
    signs=(Sign(Message, ("made_at", "sent_at")), Sign(Letter, ("made_at", "sent_at"))),
    kept=(
        Kept(
            "keep_nameless",
            _("Breve uden borger"),
            Message,
            "made_at",
            "person_id IS NULL AND status IN ('sent', 'dropped')",
            is_archived=True,
        ),
    ),
    menu=(MenuItem(105, _("Udbakke"), "correspondence:outbox", Permission.HANDLE_INQUIRIES),),
    today=(TodayRows(40, queries.steps), TodayRows(41, letters.steps)),
    cards=(Card(16, Part.HISTORY, _letters_card, "correspondence/_card.html"),),
    merge=(MergeRule(Message), MergeRule(Letter, brings=("pdf", "pdf_large"))),
    words=Words(
        tables=(
            TableWords(
                Message,
                _("Beskeder"),
                fields={
                    "is_to_the_person": _("Til dig selv"),
                    "to_name": _("Modtager"),
                    "to_address": _("Adresse"),
                    "channel": _("Sendes som"),
                    "subject": _("Emne"),
                    "text": _("Tekst"),
                    "status": _("Tilstand"),
                    "told_by_id": _("Dit samtykke"),
                    "made_at": _("Skrevet"),
                    "made_by_id": _("Skrevet af"),
                    "sent_at": _("Sendt"),
                    "sent_by_id": _("Sendt af"),
                    "received_at": _("Modtaget"),
                },
                untold=("organisation_id", "why_not", "tries", "sending_since"),
                of_others=("to_name", "to_address"),
                tells_of_others=lambda message: not message.is_to_the_person,
                of_protected=("to_name", "to_address"),
            ),
            TableWords(
                Letter,
                _("Breve"),
                fields={
                    "kind": _("Slags"),
                    "heading": _("Overskrift"),
                    "text": _("Brevet"),
                    "made_at": _("Begyndt"),
                    "made_by_id": _("Begyndt af"),
                    "channel": _("Skal gives"),
                    "addressee": _("Til"),
                    "address": _("Adresse på brevet"),
                    "sent_at": _("Skrevet færdigt"),
                    "sent_by_id": _("Skrevet færdigt af"),
                    "posted_on": _("Sendt"),
                    "received_on": _("Modtaget"),
                    "reached_by": _("Hvordan du fik det"),
                    "receipt_note": _("Notat om det"),
                    "dropped_at": _("Skal ikke gives, siden"),
                },
                named={"organisation": _("Organisation")},
                untold=("organisation_id", "about_id", "version", "pdf_id", "pdf_large_id"),
                read_first=("text", "receipt_note"),
                of_protected=("addressee", "address"),
            ),
        ),
        pages={
            "correspondence.message": _("Læste en besked om dig"),
            "correspondence.letters": _("Så dine breve"),
            "correspondence.begin_letter": _("Var i gang med at skrive et brev til dig"),
            "correspondence.letter": _("Læste et brev til dig"),
        },
        other_pages=_("Så en besked om dig"),
    ),
    living_reasons=(
        LivingReason(
            "message",
            lasts=_("en besked venter på at blive sendt"),
            ended=_("en besked blev sendt"),
            outlasted_by="need_ends_after_closed",
            sql="SELECT person_id, organisation_id, CASE WHEN status IN ('sent', 'dropped')"
            f" THEN {local_day_sql('coalesce(sent_at, made_at)')} END AS last_on"
            " FROM correspondence_message WHERE person_id = ANY(%(people)s)",
        ),
        LivingReason(
            "letter",
            lasts=_("et brev ligger klar til at blive givet"),
            ended=_("et brev blev givet eller sendt"),
            outlasted_by="need_ends_after_closed",
            sql="SELECT person_id, organisation_id, CASE WHEN sent_at IS NULL THEN"
            f" {local_day_sql('made_at')} ELSE coalesce(received_on, posted_on, {local_day_sql('dropped_at')})"
            " END AS last_on FROM correspondence_letter WHERE person_id = ANY(%(people)s)",
        ),
    ),
    events=Events(events.EVENTS, events.QUIET),
    records=(
        Record("message_id", records.message),
        Record("letter_id", records.letter, "correspondence_letter ORDER BY made_at DESC"),
    ),
    impersonal_ids=("kind",),
    bystanders=records.add_bystander,
)
