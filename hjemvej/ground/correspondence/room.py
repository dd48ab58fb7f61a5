"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import (
    Events,
    Kept,
    LivingReason,
    MenuItem,
    MergeRule,
    Record,
    Room,
    Sign,
    TableWords,
    TodayRows,
    Words,
)
from hjemvej.platform.spans.queries import local_day_sql

from . import events, queries, records
from .models import Message

ROOM = Room(
    name="correspondence",
    signs=(Sign(Message, ("made_at", "sent_at")),),
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
    today=(TodayRows(40, queries.steps),),
    merge=(MergeRule(Message),),
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
        ),
        pages={"correspondence.message": _("Læste en besked om dig")},
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
    ),
    events=Events(events.EVENTS, events.QUIET),
    records=(Record("message_id", records.message),),
    bystanders=records.add_bystander,
)
