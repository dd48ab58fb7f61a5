"""What does this room bring to the rest of the house?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import (
    Card,
    DemoLife,
    Events,
    MenuItem,
    MergeRule,
    Moment,
    Part,
    Room,
    Sign,
    TableWords,
    TodayRows,
    Words,
)

from . import demo, events, queries, records
from .models import ClockFact


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.person_card(person.pk, viewer=viewer, on=moment.on)


ROOM = Room(
    name="reimbursement",
    menu=(MenuItem(66, _("Refusion"), "reimbursement:month", Permission.SEE_TEAM_LOAD),),
    signs=(Sign(ClockFact, ("recorded_at",)),),
    today=(TodayRows(38, queries.steps),),
    cards=(Card(12, Part.ASIDE, _card, "reimbursement/_card.html"),),
    merge=(MergeRule(ClockFact),),
    words=Words(
        tables=(
            TableWords(
                ClockFact,
                _("Skrevet ind om refusion og udskrivning"),
                fields={
                    "kind": _("Hvad"),
                    "is_so": _("Er det sådan?"),
                    "on": _("Dag"),
                    "until_on": _("Til"),
                    "amount": _("Kroner om måneden, eller måneder"),
                    "source": _("Kilde"),
                    "recorded_at": _("Skrevet ned"),
                    "recorded_by_id": _("Skrevet ned af"),
                },
                untold=("organisation_id",),
            ),
        ),
        pages={
            "reimbursement.citizen": _("Så, om staten betaler en del af dit ophold og din støtte"),
            "reimbursement.write_fact": _("Var i gang med at skrive noget om dit ophold eller din støtte"),
        },
        other_pages=_("Så, om staten betaler en del af dit ophold og din støtte"),
        lists={"reimbursement.month": _("listen over refusion i måneden")},
    ),
    events=Events(events.EVENTS, events.QUIET),
    demo=(DemoLife(demo.live),),
    bystanders=records.add_bystander,
)
