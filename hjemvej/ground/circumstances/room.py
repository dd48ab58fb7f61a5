"""What does this room bring to the rest of the house? To the person page alone: never to a list or a partner."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import (
    Card,
    DemoLife,
    Events,
    MergeRule,
    Moment,
    Part,
    Record,
    Room,
    Sign,
    TableWords,
    Words,
)

from . import demo, events, queries, records
from .models import Circumstance


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:  # noqa: ARG001 -- an answer just written counts
    return queries.person_card(person.pk, viewer=viewer, at=timezone.now())


ROOM = Room(
    name="circumstances",
    signs=(Sign(Circumstance, ("recorded_at", "told_on", "withdrawn_at")),),
    cards=(Card(14, Part.HISTORY, _card, "circumstances/_card.html"),),
    merge=(MergeRule(Circumstance),),
    words=Words(
        tables=(
            TableWords(
                Circumstance,
                _("Din baggrund og dit helbred"),
                fields={
                    "question": _("Hvad"),
                    "answers": _("Svar"),
                    "from_on": _("Siden"),
                    "precision": _("Hvor præcist vi ved, siden hvornår"),
                    "source": _("Hvor vi ved det fra"),
                    "told_on": _("Sagt eller set"),
                    "words": _("Med egne ord"),
                    "recorded_at": _("Skrevet ned"),
                    "recorded_by_id": _("Skrevet ned af"),
                    "withdrawn_at": _("Trukket tilbage"),
                    "withdrawn_by_id": _("Trukket tilbage af"),
                    "withdrawn_because": _("Hvad der var forkert"),
                },
                named={
                    "organisation": _("Organisation"),
                    "recorded_by": _("Skrevet ned af"),
                    "withdrawn_by": _("Trukket tilbage af"),
                },
                untold=("organisation_id", "form_year"),
                read_first=("words", "withdrawn_because"),
            ),
        ),
        pages={
            "circumstances.circumstances": _("Så, hvad vi har noteret om din baggrund og dit helbred"),
            "circumstances.write_fact": _("Var i gang med at notere noget om din baggrund eller dit helbred"),
        },
        other_pages=_("Så en oplysning om din baggrund eller dit helbred"),
    ),
    events=Events(events.EVENTS, events.QUIET),
    records=(
        Record(
            "circumstance_id",
            records.circumstance,
            "circumstances_circumstance WHERE withdrawn_at IS NULL ORDER BY recorded_at DESC",
        ),
    ),
    demo=(DemoLife(demo.live),),
    bystanders=records.add_bystander,
)
