"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import (
    DemoLife,
    Events,
    MenuItem,
    MergeRule,
    Record,
    Room,
    Sign,
    TableWords,
    TodayRows,
    Words,
)

from . import demo, events, queries, records
from .models import Tenancy

ROOM = Room(
    name="homes",
    menu=(MenuItem(42, _("Boliger"), "homes:vacancies", Permission.EDIT_HOMES),),
    today=(TodayRows(55, queries.steps),),
    signs=(Sign(Tenancy, ("from_on", "until_on", "recorded_at")),),
    merge=(MergeRule(Tenancy),),
    words=Words(
        tables=(
            TableWords(
                Tenancy,
                _("Boliger, du har fået"),
                fields={
                    "dwelling_id": _("Bolig"),
                    "lease_form": _("Lejeform"),
                    "from_on": _("Fra"),
                    "until_on": _("Til"),
                    "ended": _("Hvordan det endte"),
                    "recorded_at": _("Skrevet ind"),
                },
                named={"dwelling": _("Bolig")},
                of_protected=("dwelling_id",),
            ),
        ),
    ),
    events=Events(events.EVENTS, events.QUIET),
    records=(
        Record("dwelling_id", records.dwelling, "homes_dwelling ORDER BY address", is_personal=False),
        Record("vacancy_id", records.vacancy, "homes_vacancy WHERE ended_on IS NULL ORDER BY id", is_personal=False),
    ),
    demo=(DemoLife(demo.live),),
    bystanders=records.add_bystander,
)
