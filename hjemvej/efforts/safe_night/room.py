"""What does this room bring to the rest of the house?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import (
    Card,
    CourseKind,
    Events,
    Leaving,
    LivingReason,
    MenuItem,
    MergeRule,
    Moment,
    OverviewFigure,
    Part,
    Record,
    Room,
    Sign,
    Standing,
    TableWords,
    TaskKind,
    TodayRows,
    Words,
    contact,
    told_by,
)
from hjemvej.platform.spans.queries import local_day_sql

from . import events, records
from .board.queries import badge, steps
from .models import AdmissionNotice, Answer, Night, Occupancy, PlaceRequest, ToldNight
from .mornings.actions import leave_nights, make_nights_again
from .mornings.queries.person_card import person_card, tonight
from .mornings.queries.unsettled import leaders_steps, overdue
from .mornings.rules import answers_tonight
from .queries.places import places_taken_from
from .rules import COURSE
from .staying.actions.leaving import leave_years
from .staying.actions.standing import STAYS_OF_HOUSES
from .staying.queries.notices import NOTICE
from .staying.queries.reimbursement import all_crossing, picture
from .staying.queries.shelter_days import shelter_stays

END_OF_NIGHT = "(night::timestamp + interval '1 day') AT TIME ZONE 'Europe/Copenhagen'"


def _tonight(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return tonight(person.pk, viewer=viewer, on=moment.night, at=moment.at, hides_places=person.is_protected)


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return person_card(person.pk, viewer=viewer, on=moment.night, at=moment.at, hides_places=person.is_protected)


def _leave(leaving: Leaving) -> None:
    leave_nights(leaving)
    leave_years(leaving)


# A place that somebody was met in; one written before reasons were kept was always a stay.
SLEPT_IN_A_HOUSE = "superseded_at IS NULL AND outcome IN ('safe', 'chair') AND why IN ('', 'stay')"

ROOM = Room(
    name="safe_night",
    signs=(
        Sign(PlaceRequest, ("night", "closed_at")),
        Sign(Occupancy, ("from_night", "until_night", "made_at", "left_at")),
        Sign(AdmissionNotice, ("admitted_on", "told_at")),
        Sign(ToldNight, ("night", "told_at")),
        Sign(Night, ("night", "recorded_at"), "night > %(on)s::date - 32", _("en nat i den sidste måned er talt med")),
    ),
    leaves=_leave,
    derives=make_nights_again,
    menu=(MenuItem(30, _("I nat"), "safe_night:board", Permission.SEE_BOARD, count=badge),),
    today=(TodayRows(10, steps), TodayRows(11, leaders_steps)),
    overdue=overdue,
    taken_places=places_taken_from,
    figures=(OverviewFigure(60, "reimbursed", _("Refusion, hvor grænsen ændrede sig"), all_crossing, picture),),
    stays_of_houses=STAYS_OF_HOUSES,
    shelter_stays=shelter_stays,
    task_kinds=(TaskKind(NOTICE, _("Bekræft"), is_for_the_whole_team=True),),
    cards=(
        Card(
            10,
            Part.NOW,
            _tonight,
            button="safe_night/_button.html",
            picture="safe_night/_last_nights.html",
            answers=answers_tonight,
        ),
        Card(10, Part.ASIDE, _card, "safe_night/_card.html"),
    ),
    words=Words(
        tables=(
            TableWords(
                PlaceRequest,
                _("Ønske om en plads"),
                fields={
                    "note": _("Bemærkning"),
                    "closed_at": _("Afsluttet"),
                    "status": _("Tilstand"),
                    "night": _("Nat"),
                    "needs": _("Behov"),
                    "safety": _("Tryghed"),
                    "requested_at": _("Ønsket"),
                    "requested_by_id": _("Ønsket af"),
                },
                named={"organisation": _("Organisation")},
                untold=(
                    "organisation_id",
                    "inquiry_id",
                ),
            ),
            TableWords(
                Occupancy,
                _("Plads"),
                fields={
                    "status": _("Tilstand"),
                    "from_night": _("Fra natten"),
                    "until_night": _("Til natten"),
                    "held_until": _("Reserveret til"),
                    "arrived_at": _("Kom"),
                    "left_at": _("Gik"),
                    "discharged_to": _("Rejste til"),
                    "why": _("Hvorfor"),
                    "made_by_id": _("Lavet af"),
                },
                named={"house": _("Hus")},
                untold=(
                    "place_id",
                    "house_id",
                    "request_id",
                    "made_at",
                ),
            ),
            TableWords(
                AdmissionNotice,
                _("Hvem der fik at vide, at du blev indskrevet"),
                fields={
                    "admitted_on": _("Indskrevet"),
                    "municipality_name": _("Fortalt til"),
                    "told_at": _("Fortalt"),
                    "told_by_id": _("Fortalt af"),
                    "how": _("Hvordan"),
                },
                named={"house": _("Hus")},
                untold=("occupancy_id", "house_id"),
                left_out={"municipality_code": "its name says the same"},
            ),
            TableWords(
                Answer,
                _("Svar fra et hus"),
                fields={
                    "kind": _("Slags"),
                    "at": _("Hvornår"),
                    "by_id": _("Af"),
                    "words": _("I dine ord"),
                },
                named={"house": _("Hus")},
                untold=(
                    "request_id",
                    "house_id",
                ),
            ),
            TableWords(
                Night,
                _("Nat"),
                fields={
                    "recorded_at": _("Skrevet ind"),
                    "superseded_at": _("Rettet"),
                    "outcome": _("Resultat"),
                    "in_homelessness": _("Nat i hjemløshed"),
                    "why": _("Hvorfor"),
                    "night": _("Nat"),
                    "what_happened": _("Hvad der skete"),
                },
                named={"house": _("Hus")},
                untold=("house_id",),
            ),
            TableWords(
                ToldNight,
                _("Fortalt om en nat"),
                fields={
                    "told_at": _("Fortalt"),
                    "told_by_id": _("Fortalt af"),
                    "outcome": _("Resultat"),
                    "night": _("Nat"),
                    "what_happened": _("Hvad der skete"),
                },
            ),
        ),
        pages={
            "safe_night.find_place": _("Ledte efter en plads til dig"),
        },
        other_pages=_("Arbejdede med en plads til dig"),
        lists={
            "safe_night.board": _("tavlen for natten"),
            "safe_night.unsettled": _("listen over uafklarede nætter"),
            "safe_night.paper": _("nattens liste på papir"),
            "safe_night.morning": _("I morges"),
            "safe_night.morning_of": _("I morges"),
            "safe_night.slept_inside": _("I morges"),
            "safe_night.slept_elsewhere": _("I morges"),
            "safe_night.someone_needs_a_place": _("en søgning"),
        },
    ),
    living_reasons=(
        LivingReason(
            "stay",
            lasts=_("borgeren bor på et af stederne eller har en plads reserveret"),
            ended=_("et ophold sluttede"),
            outlasted_by="need_ends_after_closed",
            sql="SELECT person_id, NULL::uuid AS organisation_id, CASE WHEN status NOT IN ('held', 'staying')"
            f" THEN coalesce({local_day_sql('left_at')}, until_night - 1, from_night)"
            " END AS last_on FROM safe_night_occupancy WHERE person_id = ANY(%(people)s)",
        ),
        LivingReason(
            "place_request",
            lasts=_("borgeren venter på en plads i nat"),
            ended=_("borgeren havde sidst brug for en plads"),
            outlasted_by="need_ends_after_closed",
            sql="SELECT person_id, organisation_id, CASE WHEN status <> 'waiting' THEN night END AS last_on"
            " FROM safe_night_placerequest WHERE person_id = ANY(%(people)s)",
        ),
    ),
    facts=(
        contact(Night, "night", known_from="recorded_at", only=SLEPT_IN_A_HOUSE),
        contact(PlaceRequest, local_day_sql("requested_at"), known_from="requested_at"),
        told_by(
            Occupancy,
            "(SELECT kind FROM shelters_house WHERE id = house_id)",
            "from_night",
            "until_night",
            known_from="arrived_at",
            only="arrived_at IS NOT NULL",
        ),
    ),
    standings=(
        Standing(
            10,
            "place_request",
            state=_("venter på en plads i nat"),
            step=_("Find en plads"),
            sql=f"SELECT person_id, {END_OF_NIGHT} AS due_at, requested_by_id AS holder_id, NULL AS words, NULL AS kind"
            " FROM safe_night_placerequest WHERE requested_at <= %(at)s AND (closed_at IS NULL OR closed_at > %(at)s)"
            " AND status <> 'placed' AND night >= %(on)s::date - 1",
            is_notice=True,
        ),
        Standing(
            20,
            "held_place",
            state=_("har fået lovet en plads i nat"),
            step=_("Se, om borgeren er kommet"),
            sql="SELECT person_id, held_until AS due_at, made_by_id AS holder_id, NULL AS words, NULL AS kind"
            " FROM safe_night_occupancy WHERE status = 'held' AND made_at <= %(at)s",
            is_notice=True,
        ),
    ),
    events=Events(events.EVENTS, events.QUIET),
    merge=(
        MergeRule(PlaceRequest, clash=_("en anmodning om et sted samme nat")),
        MergeRule(Occupancy, clash=_("en plads samme nat")),
        MergeRule(Night, stays="derived: made again of the rows that moved"),
        MergeRule(ToldNight),
        MergeRule(AdmissionNotice),
    ),
    course_kinds=(CourseKind(20, COURSE, _("Et sted at sove")),),
    records=(
        Record("request_id", records.request, "safe_night_placerequest WHERE status = 'waiting' ORDER BY requested_at"),
        Record("occupancy_id", records.hold, "safe_night_occupancy WHERE status = 'staying' ORDER BY made_at"),
        Record(
            "occupancy_id",
            records.stay,
            pages=("safe_night:stay", "safe_night:extend_stay", "safe_night:depart"),
            is_of_the_twin=True,
        ),
        Record(
            "admission_id", records.admission, "safe_night_admissionnotice WHERE told_at IS NULL ORDER BY admitted_on"
        ),
    ),
    impersonal_ids=("night",),
)
