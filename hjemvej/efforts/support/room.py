"""What does this room bring to the rest of the house?"""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import (
    Card,
    CourseKind,
    DemoLife,
    DraftForm,
    Events,
    MenuItem,
    Moment,
    OverviewFigure,
    Part,
    Record,
    RegisterColumn,
    RegisterFilter,
    Room,
    Standing,
    TodayRows,
    Words,
)

from . import brings, demo, events, records
from .board import shown
from .board.steps import steps
from .queries.courses import support_of
from .reporting import demo as reporting
from .rules import COURSE
from .wellbeing import demo as wellbeing


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return shown.card(person.pk, moment.at, viewer=viewer)


def _ends_on(person_id: uuid.UUID, viewer: Viewer) -> str:
    """The team whose course it is ends it, another reads who that is; a hand-over without a method ends anywhere."""
    support = support_of(person_id, viewer=viewer)
    if support is None:
        return ""
    if support.team_id != viewer.organisation_id:
        return reverse("support:course", args=[person_id])
    return reverse("support:end_support", args=[support.pk])


ROOM = Room(
    name="support",
    signs=brings.SIGNS,
    menu=(MenuItem(48, _("Min dag"), "support:day", Permission.WRITE_NOTE),),
    today=(TodayRows(38, steps, is_fetched=True),),
    cards=(Card(53, Part.NEXT, _card, "support/_card.html", answers=shown.answers),),
    happenings=shown.happened,
    paper=shown.paper,
    standings=(
        Standing(45, "visit", state=_("har et aftalt besøg"), step=_("Besøg"), sql=shown.VISITS),
        Standing(55, "support", state=_("får bostøtte"), step="", sql=shown.COURSES),
    ),
    register_columns=(
        RegisterColumn(70, "bostoette", _("Bostøtte"), shown.columns, shown.course_cell, shown.course_in_a_sheet),
        RegisterColumn(71, "sidst_moedt", _("Sidst mødt"), shown.columns, shown.met_cell, shown.met_in_a_sheet),
    ),
    register_filters=(RegisterFilter(70, "bostoette", _("Bostøtte"), shown.FILTER, shown.let_through),),
    figures=(OverviewFigure(70, "support", _("Bostøtte: mødes vi så tit som aftalt?"), shown.count, shown.picture),),
    words=Words(tables=brings.TABLES, pages=brings.PAGES, other_pages=_("Så din bostøtte"), lists=brings.LISTS),
    facts=brings.FACTS,
    living_reasons=(brings.LIVING_REASON,),
    events=Events(events.EVENTS, events.QUIET),
    drafts=(
        DraftForm("support-contact", _("Kontakt"), "support:log_contact"),
        DraftForm("support-visit", _("Kontakt"), "support:log_visit", is_about_a_person=False),
        DraftForm("support-method", _("Metode til bostøtte"), "support:choose_method"),
    ),
    merge=brings.MERGE,
    course_kinds=(CourseKind(35, COURSE, _("Bostøtte"), ends_on=_ends_on),),
    records=(
        Record("support_id", records.support_course, "support_supportcourse WHERE ended_on IS NULL ORDER BY began_on"),
        Record("worker_id", records.worker, "identity_user ORDER BY email", is_personal=False),
        Record("area_id", records.area, "support_phasearea WHERE handed_on IS NULL ORDER BY id"),
        Record(
            "wellbeing_sheet_id",
            records.wellbeing_sheet,
            "support_wellbeingsheet WHERE corrected_at IS NULL ORDER BY filled_on DESC",
        ),
        Record("visit_id", records.visit, "support_visit WHERE cancelled_at IS NULL ORDER BY planned_at DESC"),
        Record(
            "support_contact_id",
            records.contact,
            "support_contact WHERE corrected_at IS NULL ORDER BY happened_at DESC",
        ),
    ),
    demo=(DemoLife(demo.live), DemoLife(wellbeing.live), DemoLife(reporting.live)),
    bystanders=records.add_bystander,
)
