"""What does this room bring to the rest of the house?"""

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
from .models import Sheet, SheetLine


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:  # noqa: ARG001 -- a sheet just written counts
    return queries.person_card(person.pk, viewer=viewer, at=timezone.now())


ROOM = Room(
    name="economy",
    signs=(Sign(Sheet, ("written_at", "said_on")),),
    cards=(Card(15, Part.HISTORY, _card, "economy/_card.html"),),
    merge=(MergeRule(Sheet), MergeRule(SheetLine, follows="sheet")),
    words=Words(
        tables=(
            TableWords(
                Sheet,
                _("Din økonomi"),
                fields={
                    "said_on": _("Fortalt den"),
                    "said_by": _("Fortalt af"),
                    "said_by_name": _("Fortalt af (en anden)"),
                    "rent_told": _("Det højeste, du kan betale i husleje"),
                    "support_told": _("Boligstøtte om måneden"),
                    "words": _("Dine ord"),
                    "written_at": _("Skrevet ned"),
                    "recorded_by_id": _("Skrevet ned af"),
                },
                untold=("organisation_id",),
                of_others=("said_by_name",),
            ),
            TableWords(
                SheetLine,
                _("Din økonomi: hvad der kommer ind og går ud"),
                fields={
                    "kind": _("Hvad"),
                    "amount": _("Kroner om måneden"),
                    "is_before_tax": _("Før skat"),
                },
                untold=("sheet_id", "place"),
            ),
        ),
        pages={
            "economy.economy": _("Så, hvad du kan betale i husleje"),
            "economy.sheet": _("Så din økonomi"),
            "economy.write_sheet": _("Var i gang med at skrive din økonomi ned"),
        },
        other_pages=_("Så din økonomi"),
    ),
    events=Events(events.EVENTS, events.QUIET),
    records=(Record("sheet_id", records.sheet, "economy_sheet ORDER BY written_at DESC"),),
    demo=(DemoLife(demo.live),),
    bystanders=records.add_bystander,
)
