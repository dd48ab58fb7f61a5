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
from .models import CitizenRequest


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.person_card(person.pk, viewer=viewer, on=moment.on)


ROOM = Room(
    name="requests",
    signs=(Sign(CitizenRequest, ("received_on", "written_at", "closed_at")),),
    task_kinds=(TaskKind(ANSWER, _("Svar"), opens="requests:request_of_task"),),
    cards=(Card(17, Part.HISTORY, _card, "requests/_card.html"),),
    words=Words(
        tables=(
            TableWords(
                CitizenRequest,
                _("Anmodninger"),
                fields={
                    "kind": _("Om"),
                    "words": _("Med egne ord"),
                    "asked_by": _("Hvem spurgte"),
                    "how": _("Hvordan"),
                    "received_on": _("Modtaget"),
                    "written_at": _("Skrevet ned"),
                    "written_by_id": _("Skrevet ned af"),
                    "extended_until_on": _("Udskudt til"),
                    "extended_because": _("Udskudt, fordi"),
                    "told_on": _("Fortalt den"),
                    "told_by": _("Fortalt"),
                    "outcome": _("Svar"),
                    "answer": _("Svaret i ord"),
                    "reasons": _("Begrundelse"),
                    "paragraph": _("Paragraf"),
                    "complaint_text": _("Klagevejledning"),
                    "reached_by": _("Hvordan svaret kom"),
                    "addressee": _("Til"),
                    "closed_at": _("Besvaret"),
                    "closed_by_id": _("Besvaret af"),
                    "stopped_at": _("Sletningen stoppet"),
                    "stopped_by_id": _("Stoppet af"),
                    "stopped_because": _("Stoppet, fordi"),
                },
                named={"organisation": _("Organisation")},
                untold=("organisation_id", "task_id", "about_id"),
                of_others=("asked_by",),
                tells_of_others=lambda found: bool(found.asked_by),
            ),
        ),
        pages={
            "requests.requests": _("Så dine anmodninger"),
            "requests.receive_request": _("Var i gang med at skrive din anmodning ned"),
            "requests.request": _("Så en anmodning"),
            "requests.letter": _("Så et svar på en anmodning"),
        },
        other_pages=_("Så dine anmodninger"),
    ),
    living_reasons=(
        LivingReason(
            "request",
            lasts=_("en anmodning fra borgeren er ikke besvaret"),
            ended=_("en anmodning fra borgeren blev besvaret"),
            outlasted_by="need_ends_after_closed",
            sql=f"SELECT person_id, organisation_id, {local_day_sql('closed_at')} AS last_on"
            " FROM requests_citizenrequest WHERE person_id = ANY(%(people)s)",
        ),
    ),
    events=Events(events.EVENTS, events.QUIET),
    drafts=(DraftForm("request", _("Ny anmodning"), "requests:receive_request"),),
    merge=(MergeRule(CitizenRequest),),
    demo=(DemoLife(records.live),),
    records=(
        Record("citizen_request_id", records.citizen_request, "requests_citizenrequest ORDER BY written_at DESC"),
        Record(
            "task_id",
            records.task,
            "casework_task WHERE kind = 'citizen_request' ORDER BY due_at",
            pages=("requests:request_of_task",),
        ),
    ),
    bystanders=records.add_bystander,
)
