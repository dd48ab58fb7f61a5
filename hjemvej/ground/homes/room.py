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
    Fact,
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

from . import demo, events, queries, records
from .models import Dwelling, LeaseForm, Tenancy

# A lease of one's own: no place in a botilbud, and no transitional home, which is the sixth of VIVE's situations.
_OF_ONES_OWN = (
    f"lease_form NOT IN ('{LeaseForm.STAY.value}', '{LeaseForm.SPECIAL.value}') AND (lease_form ="
    f" '{LeaseForm.UNLIMITED.value}' OR (SELECT form FROM homes_dwelling WHERE id = dwelling_id)"
    f" <> '{Dwelling.Form.TRANSITIONAL.value}')"
)

_LIVES_THERE = Fact(
    "tenancy", Tenancy, "from_on", "until_on", what="row.ended", only=_OF_ONES_OWN, known_from="recorded_at"
)


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    tenancy = queries.lives_in(person.pk, moment.on, viewer=viewer)
    return {
        "tenancy": tenancy,
        "address": tenancy.dwelling.address if tenancy and not person.is_protected else "",
        "may_write": viewer.may(Permission.EDIT_PERSON),
    }


ROOM = Room(
    name="homes",
    menu=(MenuItem(42, _("Boliger"), "homes:vacancies", Permission.EDIT_HOMES),),
    today=(TodayRows(55, queries.steps),),
    cards=(Card(57, Part.NEXT, _card, "homes/_card.html"),),
    signs=(Sign(Tenancy, ("from_on", "until_on", "recorded_at")),),
    merge=(MergeRule(Tenancy),),
    facts=(_LIVES_THERE,),
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
        pages={"homes.end_tenancy": _("Var i gang med at skrive, at du er flyttet fra din bolig")},
    ),
    events=Events(events.EVENTS, events.QUIET),
    records=(
        Record("dwelling_id", records.dwelling, "homes_dwelling ORDER BY address", is_personal=False),
        Record("picture_id", records.picture, "homes_dwellingpicture ORDER BY added_at", is_personal=False),
        Record("vacancy_id", records.vacancy, "homes_vacancy WHERE ended_on IS NULL ORDER BY id", is_personal=False),
        Record("tenancy_id", records.tenancy, "homes_tenancy WHERE until_on IS NULL ORDER BY from_on, id"),
    ),
    demo=(DemoLife(demo.live),),
    bystanders=records.add_bystander,
)
