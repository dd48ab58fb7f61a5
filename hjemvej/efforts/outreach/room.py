"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import (
    Card,
    DemoLife,
    Events,
    Kept,
    MenuItem,
    MergeRule,
    Part,
    Record,
    RegisterColumn,
    Room,
    Sign,
    TodayRows,
    Words,
    contact,
)
from hjemvej.platform.spans.queries import local_day_sql

from . import brings, demo, events, records
from .models import Meeting, Place, Promise, Round

ROOM = Room(
    name="outreach",
    menu=(MenuItem(49, _("Opsøgende runde"), "outreach:round", Permission.WRITE_NOTE),),
    today=(TodayRows(34, brings.steps),),
    cards=(Card(54, Part.NEXT, brings.card, "outreach/_card.html", answers=brings.answers),),
    happenings=brings.happened,
    register_columns=(
        RegisterColumn(72, "moedt_ude", _("Sidst mødt ude"), brings.columns, brings.cell, brings.in_a_sheet),
    ),
    signs=(Sign(Meeting, ("happened_at", "written_at")), Sign(Promise, ("made_at", "by_on", "closed_at"))),
    kept=(
        Kept("keep_place", _("Steder at gå hen på en runde"), Place, "used_on"),
        Kept("keep_round", _("Opsøgende runder"), Round, "began_at", "ended_at IS NOT NULL"),
        Kept("keep_round", _("Møder på en runde uden borger"), Meeting, "happened_at", "person_id IS NULL"),
        Kept("keep_round", _("Løfter uden borger"), Promise, "by_on", "person_id IS NULL"),
    ),
    facts=(contact(Meeting, local_day_sql("happened_at"), known_from="written_at"),),
    words=Words(tables=brings.TABLES, pages=brings.PAGES, other_pages=_("Så en opsøgende runde"), lists=brings.LISTS),
    events=Events(events.EVENTS, events.QUIET),
    merge=(MergeRule(Meeting), MergeRule(Promise, follows="meeting")),
    records=(
        Record("outreach_place_id", records.place, "outreach_place ORDER BY name", is_personal=False),
        Record(
            "promise_id",
            records.promise,
            "outreach_promise WHERE closed_at IS NULL AND person_id IS NOT NULL ORDER BY by_on",
        ),
    ),
    demo=(DemoLife(demo.live),),
    bystanders=records.add_bystander,
)
