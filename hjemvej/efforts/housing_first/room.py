"""What does this room bring to the rest of the house?"""

import datetime
import uuid
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import (
    Card,
    Cell,
    CourseKind,
    DemoLife,
    DraftForm,
    Events,
    Fact,
    MenuItem,
    MergeRule,
    Moment,
    PaperLine,
    Part,
    Record,
    RegisterColumn,
    RegisterFilter,
    Room,
    Sign,
    TableWords,
    TaskKind,
    TodayRows,
    Words,
    contact,
)

from . import demo, events, queries, records, rules
from .matching import brings as matching
from .matching.queries import paper as paper_of_homes
from .meeting import brings as meeting
from .meeting import demo as meetings
from .meeting import records as meeting_records
from .meeting.queries import steps as meeting_steps
from .models import HomeOffer, HousingFirstOffer, NotOfferedYet, WishSheet
from .moving_in import records as moving_records
from .moving_in.queries import late_steps
from .offering import brings
from .offering import demo as offers
from .offering import records as offer_records
from .offering.queries import home_on_the_way, landlords_answers
from .registering import records as registration_records
from .registering.actions import RENEW
from .wishing import brings as wishes
from .wishing import demo as wishes_of_the_town
from .wishing.queries import in_short
from .wishing.queries import paper as paper_of_wishes

Stood = tuple[rules.State, datetime.date]
_KNOWN = {"known_from": "recorded_at", "known_until": "corrected_at"}
# A citizen who said yes has answered, also where the home fell away afterwards.
_STATE = "CASE WHEN state = 'withdrawn' AND answered_on IS NOT NULL THEN 'accepted' ELSE state END"


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    said = queries.person_card(person.pk, viewer=viewer, on=moment.on)
    return {**said, "wishes": in_short(person.pk, viewer=viewer)}


def _paper(person_id: uuid.UUID, viewer: Viewer, at: datetime.datetime) -> list[PaperLine]:
    return [*paper_of_wishes(person_id, viewer, at), *paper_of_homes(person_id, viewer, at)]


def _cell(stood: Stood, _now: datetime.datetime) -> Cell:
    found, on = stood
    text, hint = rules.in_short(found, on)
    return Cell(text, hint, pill=gettext("spørg") if found.is_due(on) else "")


def _in_a_sheet(stood: Stood) -> str:
    return ", ".join(rules.in_short(*stood))


ROOM = Room(
    name="housing_first",
    signs=(
        Sign(HousingFirstOffer, ("recorded_at", "answered_on", "ask_again_on")),
        Sign(NotOfferedYet, ("recorded_at", "look_again_on")),
        *brings.SIGNS,
        *matching.SIGNS,
        *meeting.SIGNS,
        *wishes.SIGNS,
    ),
    menu=(MenuItem(47, _("Housing First"), "housing_first:not_offered", Permission.WRITE_NOTE),),
    home_on_the_way=home_on_the_way,
    task_kinds=(brings.TASK_KIND, TaskKind(RENEW, _("Forny"), opens="housing_first:renew_registration_of_task")),
    today=(
        TodayRows(35, queries.steps, is_fetched=True),
        TodayRows(36, late_steps),
        TodayRows(37, landlords_answers),
        TodayRows(38, meeting_steps),
    ),
    cards=(Card(55, Part.NEXT, _card, "housing_first/_card.html"), brings.CARD),
    happenings=queries.happened,
    paper=_paper,
    register_columns=(
        RegisterColumn(60, "housing_first", _("Housing First tilbudt?"), queries.answers_of, _cell, _in_a_sheet),
    ),
    register_filters=(
        RegisterFilter(
            60,
            "housing_first",
            _("Housing First"),
            {
                "ikke_tilbudt": _("Ikke tilbudt"),
                "udsat": _("Ikke tilbudt, med en grund"),
                "uden_svar": _("Tænker over det"),
                "spoerges_igen": _("Spørges igen"),
                "ja": _("Har sagt ja"),
            },
            queries.let_through,
        ),
    ),
    words=Words(
        tables=(
            TableWords(
                HousingFirstOffer,
                _("Tilbud om Housing First"),
                fields={
                    "offered_on": _("Tilbudt"),
                    "offered_by_id": _("Tilbudt af"),
                    "how": _("Hvordan"),
                    "paragraph": _("Paragraf"),
                    "answer": _("Dit svar"),
                    "other_form": _("En anden boform først"),
                    "words": _("Dine ord"),
                    "answered_on": _("Svaret"),
                    "ask_again_on": _("Vi spørger igen"),
                    "recorded_at": _("Skrevet ned"),
                    "answer_recorded_at": _("Svaret skrevet ned"),
                    "corrected_at": _("Rettet siden"),
                },
                named={"offered_by": _("Tilbudt af"), "organisation": _("Organisation")},
                untold=("organisation_id",),
                read_first=("words",),
            ),
            TableWords(
                NotOfferedYet,
                _("Hvorfor Housing First ikke er tilbudt endnu"),
                fields={
                    "why": _("Hvorfor ikke endnu"),
                    "waits_for": _("Vi venter på"),
                    "said_on": _("Dag"),
                    "look_again_on": _("Vi ser på det igen"),
                    "recorded_at": _("Skrevet ned"),
                    "recorded_by_id": _("Skrevet ned af"),
                },
                named={"organisation": _("Organisation")},
                untold=("organisation_id",),
                read_first=("why", "waits_for"),
            ),
            *brings.TABLES,
            *matching.TABLES,
            *meeting.TABLES,
            *wishes.TABLES,
        ),
        pages={
            "housing_first.offers": _("Så tilbuddene om Housing First"),
            "housing_first.offer_housing_first": _("Var i gang med at skrive et tilbud om Housing First ned"),
            "housing_first.answer_offer": _("Var i gang med at skrive dit svar på Housing First ned"),
            **brings.PAGES,
            **wishes.PAGES,
            **matching.PAGES,
        },
        other_pages=_("Så tilbuddene om Housing First"),
        bases={"consent": _("du har sagt ja til det")},
        lists={
            "housing_first.not_offered": _("listen over, hvem der er tilbudt Housing First"),
            **matching.LISTS,
            **meeting.LISTS,
        },
    ),
    facts=(
        contact(HousingFirstOffer, "offered_on", **_KNOWN, only="how <> 'letter'"),
        Fact("housing_first", HousingFirstOffer, "offered_on", what="answer", **_KNOWN),
        Fact("home_wishes", WishSheet, "said_on", known_from="recorded_at"),
        Fact("home_offer", HomeOffer, "offered_on", what=_STATE, known_from="recorded_at"),
    ),
    living_reasons=(brings.LIVING_REASON,),
    events=Events(events.EVENTS, events.QUIET),
    drafts=(
        DraftForm("housing-first-offer", _("Tilbud om Housing First"), "housing_first:offer_housing_first"),
        DraftForm("housing-first-put-off", _("Housing First ikke tilbudt endnu"), "housing_first:put_off_offer"),
        DraftForm(
            "housing-first-answer", _("Svar på Housing First"), "housing_first:answer_offer", is_about_a_person=False
        ),
    ),
    merge=(
        MergeRule(HousingFirstOffer, clash=_("et tilbud om Housing First uden svar")),
        MergeRule(NotOfferedYet),
        *brings.MERGE,
        *matching.MERGE,
        *meeting.MERGE,
        *wishes.MERGE,
    ),
    course_kinds=(CourseKind(30, "housing_first", _("Housing First")),),
    demo=(DemoLife(demo.live), DemoLife(offers.live), DemoLife(wishes_of_the_town.live), DemoLife(meetings.live)),
    records=(
        Record(
            "housing_first_offer_id",
            records.housing_first_offer,
            "housing_first_housingfirstoffer WHERE corrected_at IS NULL AND answer = '' ORDER BY recorded_at DESC",
        ),
        Record(
            "housing_meeting_id", meeting_records.housing_meeting, "housing_first_housingmeeting ORDER BY began_at DESC"
        ),
        Record("meeting_home_id", meeting_records.meeting_home, "housing_first_meetinghome ORDER BY id"),
        Record("home_offer_id", offer_records.home_offer, "housing_first_homeoffer ORDER BY recorded_at DESC"),
        Record("proposal_id", offer_records.proposal, "housing_first_proposal ORDER BY told_at DESC"),
        Record(
            "registration_id",
            registration_records.registration,
            "housing_first_housingregistration WHERE ended_on IS NULL ORDER BY id",
        ),
        Record(
            "task_id",
            registration_records.registration_task,
            "casework_task WHERE kind = 'housing_registration' ORDER BY due_at",
            pages=("housing_first:renew_registration_of_task",),
        ),
        Record("line_id", moving_records.line, "housing_first_movinginline ORDER BY by_on DESC"),
        Record("step_id", moving_records.step, "housing_first_movinginstep ORDER BY id", is_personal=False),
        Record(
            "task_id",
            offer_records.home_offer_task,
            "casework_task WHERE kind = 'home_offer' ORDER BY due_at",
            pages=("housing_first:home_offer_of_task",),
        ),
    ),
    bystanders=records.add_bystander,
)
