"""What does this room bring to the rest of the house?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import (
    Card,
    CourseKind,
    DraftForm,
    Events,
    Kept,
    LivingReason,
    MergeRule,
    Moment,
    Part,
    Record,
    Room,
    Sign,
    TableWords,
    TaskKind,
    TodayRows,
    Words,
    contact,
    told_by,
)
from hjemvej.platform.spans.queries import local_day_sql

from . import events, queries, records
from .in_hand import brings
from .in_hand import queries as in_hand
from .in_hand.actions import leave_weeks
from .informing import queries as informing
from .models import Coordination, Course, Draft, HandOver, Informing, Note, Task, UnheldDay
from .rules import STEP_STATES, answers


def _clocks(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.clocks_card(person.pk, viewer=viewer, on=moment.on)


def _courses(person: Person, viewer: Viewer, _moment: Moment) -> dict[str, Any]:
    return queries.courses_card(person.pk, viewer=viewer)


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.person_card(person.pk, viewer=viewer, on=moment.on)


def _informing_card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return informing.person_card(person.pk, viewer=viewer, on=moment.on)


_DAY, _BY = local_day_sql("happened_at"), "(SELECT kind FROM access_organisation WHERE id = organisation_id)"
_MET = {"known_from": "written_at", "only": "kind = 'contact'"}

ROOM = Room(
    name="casework",
    signs=(
        Sign(Coordination, ("from_on", "until_on")),
        Sign(Course, ("opened_at", "closed_at")),
        Sign(Note, ("happened_at", "written_at", "signed_at")),
        Sign(Task, ("created_at", "done_at")),
        Sign(Informing, ("recorded_at",)),
        Sign(HandOver, ("given_at", "settled_at")),
    ),
    kept=(Kept("keep_draft", _("Kladder"), Draft, "saved_at"),),
    paper=in_hand.paper,
    today=(
        TodayRows(5, in_hand.steps),
        TodayRows(6, in_hand.unheld_steps, is_fetched=True),
        TodayRows(30, queries.steps),
        TodayRows(40, informing.steps),
    ),
    task_kinds=tuple(TaskKind(key, _("Åbn"), state=state) for key, (_words, state) in STEP_STATES.items()),
    overdue=in_hand.overdue,
    coordinated_by=queries.coordinated_by,
    leaves=leave_weeks,
    cards=(
        brings.CARD,
        Card(
            50,
            Part.NEXT,
            _clocks,
            "casework/_clocks.html",
            lead="casework/_lead.html",
            answers=answers,
            button="casework/_button.html",
        ),
        Card(5, Part.ASIDE, _informing_card, "casework/_inform.html"),
        Card(6, Part.ASIDE, _courses, "casework/_courses.html"),
        Card(10, Part.HISTORY, _card, "casework/_card.html"),
    ),
    words=Words(
        tables=(
            TableWords(
                Coordination,
                _("Din koordinator"),
                fields={"from_on": _("Fra"), "until_on": _("Til"), "coordinator_id": _("Koordinator")},
                named={"coordinator": _("Koordinator")},
            ),
            TableWords(
                Course,
                _("Forløb"),
                fields={
                    "kind": _("Slags"),
                    "responsible_id": _("Ansvarlig"),
                    "opened_at": _("Begyndt"),
                    "opened_because": _("Fordi"),
                    "closed_at": _("Afsluttet"),
                    "outcome": _("Resultat"),
                },
                named={"responsible": _("Ansvarlig")},
            ),
            TableWords(
                Note,
                _("Notater"),
                fields={
                    "kind": _("Slags"),
                    "text": _("Tekst"),
                    "own_words": _("Dine egne ord"),
                    "happened_at": _("Skete"),
                    "written_at": _("Skrevet"),
                    "author_id": _("Skrevet af"),
                    "signed_at": _("Underskrevet"),
                },
                read_first=("text", "own_words"),
                named={"organisation": _("Organisation")},
                untold=("course_id", "organisation_id", "corrects_id"),
            ),
            TableWords(
                Task,
                _("Opgaver"),
                fields={
                    "created_at": _("Oprettet"),
                    "outcome": _("Resultat"),
                    "title": _("Opgave"),
                    "due_at": _("Frist"),
                    "clock_started_on": _("Fristen løber fra"),
                    "assigned_to_id": _("Gives til"),
                    "done_at": _("Gjort"),
                    "done_by_id": _("Gjort af"),
                    "created_by_id": _("Lavet af"),
                },
                named={"organisation": _("Organisation")},
                untold=("organisation_id", "kind", "law_key"),
            ),
            TableWords(
                Informing,
                _("Hvornår du fik at vide, at vi har en journal"),
                fields={
                    "kind": _("Hvad"),
                    "on": _("Dag"),
                    "reached_by": _("Hvordan"),
                    "basis_key": _("Paragraf"),
                    "why": _("Hvorfor ikke endnu"),
                    "look_again_on": _("Vi ser på det igen"),
                    "recorded_at": _("Skrevet ned"),
                    "recorded_by_id": _("Skrevet ned af"),
                },
                untold=("organisation_id",),
            ),
            *brings.TABLES,
        ),
        untold_tables={Draft: "half-written words are their writer's own desk"},
        pages={
            "casework.note": _("Læste et notat"),
            "casework.notes": _("Læste notaterne"),
            "casework.write_note": _("Var i gang med et notat"),
            "casework.timeline": _("Så det, der er sket"),
            "casework.task": _("Så en opgave"),
            "casework.course": _("Så et forløb"),
            "casework.inform": _("Så på, om du er oplyst om journalen"),
            "casework.take_citizen": _("Så på, hvem der følger op"),
            "casework.give_citizen": _("Så på, hvem der følger op"),
            "casework.hand_over": _("Så på, hvem der følger op"),
        },
        other_pages=_("Så sagen"),
        lists={"casework.unheld": _("listen over borgere, som ingen følger op")},
    ),
    facts=(contact(Note, _DAY, **_MET), told_by(Note, _BY, _DAY, **_MET)),
    living_reasons=(
        LivingReason(
            "course",
            lasts=_("et forløb er i gang"),
            ended=_("et forløb sluttede"),
            outlasted_by="need_ends_after_closed",
            sql=f"SELECT person_id, NULL::uuid AS organisation_id, {local_day_sql('closed_at')} AS last_on"
            " FROM casework_course WHERE person_id = ANY(%(people)s)",
        ),
        LivingReason(
            "task",
            lasts=_("en opgave eller en frist er åben"),
            ended=_("en opgave blev klaret"),
            outlasted_by="need_ends_after_closed",
            sql=f"SELECT person_id, organisation_id, {local_day_sql('done_at')} AS last_on"
            " FROM casework_task WHERE person_id = ANY(%(people)s)",
        ),
        LivingReason(
            "coordinator",
            lasts=_("borgeren har en koordinator"),
            ended=_("borgeren havde sidst en koordinator"),
            outlasted_by="need_ends_after_closed",
            sql="SELECT person_id, NULL::uuid AS organisation_id,"
            " CASE WHEN until_on <= %(on)s THEN until_on - 1 END AS last_on FROM casework_coordination"
            " WHERE person_id = ANY(%(people)s) AND from_on <= %(on)s",
            only_of_who_is_ours=True,
        ),
        brings.LIVING_REASON,
        LivingReason(
            "note",
            lasts=_("et notat venter på underskrift"),
            ended=_("et notat blev skrevet under"),
            outlasted_by="need_ends_after_closed",
            sql=f"SELECT person_id, organisation_id, {local_day_sql('signed_at')} AS last_on"
            " FROM casework_note WHERE person_id = ANY(%(people)s)",
        ),
    ),
    standings=brings.STANDINGS,
    events=Events(events.EVENTS, events.QUIET),
    drafts=(
        DraftForm("note", _("Notér kontakt"), "casework:write_note"),
        DraftForm("task", _("Næste skridt"), "casework:add_task"),
        DraftForm("correct", _("Rettelse til notat"), "casework:note", is_about_a_person=False),
    ),
    merge=(
        MergeRule(Coordination),
        MergeRule(Course, clash=_("et åbent forløb af samme slags")),
        MergeRule(Note),
        MergeRule(Task),
        MergeRule(Informing),
        MergeRule(HandOver, clash=_("en overdragelse, der venter på svar")),
        MergeRule(UnheldDay),
        MergeRule(Draft, stays="its writer finds it on the kept record (queries/drafts.py)"),
    ),
    course_kinds=(  # of efforts that have no room yet: each moves to its room
        CourseKind(50, "tenancy_retention", _("Fastholde bolig")),
        CourseKind(60, "occupation", _("Beskæftigelse og fællesskaber")),
    ),
    records=(
        Record("note_id", records.note, "casework_note ORDER BY written_at DESC"),
        Record("task_id", records.task, "casework_task WHERE done_at IS NULL ORDER BY due_at"),
        Record("hand_over_id", records.hand_over, "casework_handover WHERE settled_at IS NULL ORDER BY given_at"),
        Record("course_id", records.course, "casework_course WHERE closed_at IS NULL ORDER BY opened_at"),
    ),
    bystanders=records.add_bystander,
)
