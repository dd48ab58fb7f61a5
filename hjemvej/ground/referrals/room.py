"""What does this room bring to the rest of the house?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import (
    Card,
    DemoLife,
    DraftForm,
    Events,
    LivingReason,
    MergeRule,
    Moment,
    Part,
    Record,
    Room,
    Sign,
    TableWords,
    TaskKind,
    Words,
)
from hjemvej.platform.spans.queries import local_day_sql

from . import events, queries, records
from .actions import ANSWER
from .models import Referral


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.person_card(person.pk, viewer=viewer, on=moment.on)


ROOM = Room(
    name="referrals",
    paper=queries.paper,
    signs=(Sign(Referral, ("asked_on", "written_at", "closed_at")),),
    task_kinds=(TaskKind(ANSWER, _("Svar fra enhed"), opens="referrals:referral_of_task"),),
    cards=(Card(60, Part.NEXT, _card, "referrals/_card.html"),),
    words=Words(
        tables=(
            TableWords(
                Referral,
                _("Det, andre enheder er bedt om"),
                fields={
                    "words": _("Hvad vi bad om"),
                    "ground": _("Hvorfor vi måtte fortælle det"),
                    "paragraph": _("Paragraf"),
                    "asked_on": _("Spurgt"),
                    "asked_by_id": _("Spurgt af"),
                    "written_at": _("Skrevet ned"),
                    "reminded_on": _("Rykket"),
                    "outcome": _("Svar"),
                    "answer": _("Svaret i ord"),
                    "answered_on": _("Svaret kom"),
                    "closed_at": _("Svaret skrevet ned"),
                    "closed_by_id": _("Svaret skrevet ned af"),
                },
                named={"organisation": _("Organisation"), "matter": _("Hvem og hvad")},
                untold=("organisation_id", "task_id", "consent_id", "matter_id"),
                read_first=("words", "answer"),
            ),
        ),
        pages={
            "referrals.referrals": _("Så, hvad andre enheder er bedt om"),
            "referrals.ask_unit": _("Var i gang med at bede en anden enhed om noget"),
            "referrals.referral": _("Så, hvad en anden enhed er bedt om"),
        },
        other_pages=_("Så, hvad andre enheder er bedt om"),
    ),
    living_reasons=(
        LivingReason(
            "referral",
            lasts=_("en anden enhed har ikke svaret"),
            ended=_("en anden enhed svarede"),
            outlasted_by="need_ends_after_closed",
            sql=f"SELECT person_id, organisation_id, {local_day_sql('closed_at')} AS last_on"
            " FROM referrals_referral WHERE person_id = ANY(%(people)s)",
        ),
    ),
    events=Events(events.EVENTS, events.QUIET),
    drafts=(DraftForm("referral", _("Spørgsmål til en anden enhed"), "referrals:ask_unit"),),
    merge=(MergeRule(Referral),),
    demo=(DemoLife(records.live),),
    records=(
        Record("referral_id", records.referral, "referrals_referral ORDER BY written_at DESC"),
        Record(
            "task_id",
            records.task,
            "casework_task WHERE kind = 'referral' ORDER BY due_at",
            pages=("referrals:referral_of_task",),
        ),
    ),
    bystanders=records.add_bystander,
)
