"""Who gets in where? Page × person × own or foreign record → the answer, for every address that names a record.

A new page is in the table by itself: the team's own people get in to what their team needs to know of, everybody else
meets the 404 of what does not exist, to the byte. What differs stands in ANSWERS, with its reason.
"""

import datetime
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, include, path, reverse
from django.utils import timezone

from conftest import Visitor
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.pages import Audience, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.models import Look
from hjemvej.platform.identity.models import User
from hjemvej.platform.rooms import Laid, Record, records, rooms
from hjemvej.platform.rooms.addresses import ids_in, named_addresses

ViewerFor = Callable[[User], Viewer]

# --- the table ---------------------------------------------------------------------------------------------------

WHO = (
    "coordinator", "support_worker", "leader", "administrator", "colleague_in_other_team",
    "shelter_worker", "partner_of_wrong_organisation", "landlord", "prison_worker", "volunteer", "council_member",
)  # fmt: skip
TEAM = frozenset({"coordinator", "support_worker", "leader"})
MERGE = DECIDE = frozenset({"coordinator", "leader"})
HOUSE = frozenset({"shelter_worker"})
# The foreign record is theirs: they may do with it what we may do with ours.
ELSEWHERE = {"colleague_in_other_team": "coordinator", "partner_of_wrong_organisation": "shelter_worker"}
# The others are stopped by their role before anything is read.
TRY_TO_SEND = {"coordinator", "shelter_worker", *ELSEWHERE}
NONE = uuid.UUID(int=42)
NAMED = re.compile(r"'[^']*'|\b\d+\b|\"s\d+_x\d+\"")  # what differs from one question to the next

# Who gets in to our own record where it is not the whole team. By name of the address, or of its room.
ANSWERS: dict[str, frozenset[str]] = {
    "people:merge": MERGE,  # two records become one: not for everybody
    "people:merge_choose": MERGE,
    **dict.fromkeys(  # between the citizen and those who work with them: no leader
        (
            "support:wellbeing",
            "support:wish_for_wellbeing",
            "support:fill_in_wellbeing",
            "support:take_wellbeing_back",
            "support:correct_wellbeing",
        ),
        TEAM - {"leader"},
    ),
    "partner:proposal": frozenset(),  # its landlord is none of these: test_telling.py tries it
    "partner:stay_plan_pdf": frozenset(),  # none is agreed: test_stay_plan.py tries it
    "people:undo_merge": frozenset(),  # these two were never merged
    **dict.fromkeys(
        (  # an udfører reads what is decided, and decides nothing
            "decisions:write_decision",
            "decisions:drop_decision",
            "decisions:correct_decision",
            "decisions:maintain_complaint",
            "decisions:forward_complaint",
            "decisions:write_board_answer",
            "decisions:uphold_complaint",
            "decisions:withdraw_complaint",
            "requests:extend_request",
            "requests:answer_request",
            "requests:withdraw_request",
            "requests:stop_erasure",
        ),
        DECIDE,
    ),
    "spreadsheets": frozenset({"coordinator"}),  # whoever uploaded the file, nobody else in the team
    "spreadsheets:leftover": frozenset(),  # nothing is left before something is imported
    "spreadsheets:dwellings_leftover": frozenset(),
    "partner": HOUSE,  # a house's own page, for the guest it has
    "partner:inquiry": HOUSE,  # the shelter sent it (see one_entry/records.py)
    "partner:sent_signal": HOUSE,  # the shelter sent it (see prevention/receiving/records.py)
}
BROUGHT = records()
# Addresses whose ids are no citizen's: who gets in is said by the permission alone (test_pages.py).
IMPERSONAL = {record.key for record in BROUGHT if not record.is_personal} | {
    key for room in rooms() for key in room.impersonal_ids
}
HOUSES = "partner:"  # here a house is a door too: behind it are its guests
# The sender's own words back, a house's own pages, one's own file: no look at one citizen's record.
WITHOUT_A_LOOK = {
    "spreadsheets:choose_columns",
    "spreadsheets:dry_run",
    "spreadsheets:running",
    "spreadsheets:done",
    *(
        f"spreadsheets:{name}"
        for name in ("choose_dwelling_columns", "dwellings_dry_run", "dwellings_running", "dwellings_done")
    ),
    # A list: each name is logged.
    *(f"housing_first:{name}" for name in ("meeting", "rule_costs", "decide_home", "other_order")),
    "partner:inquiry",
    "partner:sent_signal",
    "partner:admission_notices",
    "partner:own_house",
    "partner:places",
    "partner:take_in",
    "partner:find_guest",
    "partner:close_place",
}
# Pages that are meant to open what one has no need to know of yet, with a written reason; they answer everybody alike.
BREAKS_GLASS = {"access:break_glass_for"}


# --- the records -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rows:
    """A team's citizen with a row of every kind; the citizen is a guest of a house."""

    laid: Laid
    made: dict[Record, Any]

    @property
    def person_id(self) -> uuid.UUID:
        return uuid.UUID(str(self.laid.person.pk))

    @property
    def other_id(self) -> uuid.UUID:
        return uuid.UUID(str(self.laid.twin.pk))

    def asked_for(self, name: str, key: str) -> object:
        if key == "night":
            return (self.laid.night - datetime.timedelta(days=1)).isoformat()
        return self.made[record_of(name, key)].pk

    def address(self, name: str, **instead: object) -> str:
        return reverse(name, kwargs={key: self.asked_for(name, key) for key in ids_of(name)} | instead)


def record_of(name: str, key: str) -> Record:
    """Return the record behind an id on this page: the record that names the page, else the record for all pages."""
    fitting = [record for record in BROUGHT if record.key == key and (name in record.pages or not record.pages)]
    return max(fitting, key=lambda record: name in record.pages)


def is_of_the_twin(name: str) -> bool:
    return any(record_of(name, key).is_of_the_twin for key in guarded_ids(name) if key not in ("person_id", "other_id"))


def lay_out(name: str, *, of: User, by: Viewer, team: Organisation, shelter: Organisation) -> Rows:
    at = timezone.now()
    person, twin = (
        Person.objects.create(given_names=given, surname="Prøvensen", created_at=at) for given in (name, f"{name}sen")
    )
    for one in (person, twin):
        need = {"person_id": one.pk, "from_at": at - datetime.timedelta(minutes=1)}
        NeedToKnow.objects.create(organisation=team, basis="case", **need)
        NeedToKnow.objects.create(organisation=shelter, basis="guest", **need)
    by_table: dict[type[Model], Any] = {}
    laid = Laid(person, twin, of, by, team, shelter, at, night_of(at), by_table)
    made: dict[Record, Any] = {}
    for record in BROUGHT:
        if record.make:
            row = record.make(laid)
            made[record] = by_table[type(row)] = row
    return Rows(laid, made)


@pytest.fixture
def own(our_team: Organisation, shelter: Organisation, coordinator: User, viewer_for: ViewerFor) -> Rows:
    return lay_out("Egon", of=coordinator, by=viewer_for(coordinator), team=our_team, shelter=shelter)


@pytest.fixture
def foreign(
    other_team: Organisation, other_shelter: Organisation, colleague_in_other_team: User, viewer_for: ViewerFor
) -> Rows:
    them = colleague_in_other_team
    return lay_out("Fremmed", of=them, by=viewer_for(them), team=other_team, shelter=other_shelter)


# --- the addresses -----------------------------------------------------------------------------------------------


def ids_of(name: str) -> list[str]:
    pattern = ALL.get(name) or named_addresses(get_resolver())[name]
    return ids_in(pattern)


def guarded_ids(name: str) -> list[str]:
    return [key for key in ids_of(name) if key not in IMPERSONAL or (key == "house_id" and name.startswith(HOUSES))]


ALL = named_addresses(get_resolver())
PERSONAL = [name for name in ALL if guarded_ids(name) and name not in BREAKS_GLASS]


def may_open(name: str) -> frozenset[str]:
    return ANSWERS.get(name, ANSWERS.get(name.split(":")[0], TEAM))


# --- what is checked ---------------------------------------------------------------------------------------------


def test_there_are_doors_to_check():
    assert len(PERSONAL) > 30
    assert {"people:names", "casework:note", "one_entry:inquiry", "safe_night:find_place"} <= set(PERSONAL)


@pytest.mark.parametrize("who", WHO)
def test_records_open_for_those_who_need_to_know_and_for_nobody_else(who, own, foreign, request, client_of):
    browser = client_of(request.getfixturevalue(who))
    nothing = browser.get(reverse("access:log", args=[NONE]))
    faults = [fault for name in PERSONAL for fault in faults_of(name, who, own, foreign, browser, nothing)]
    assert not faults, "\n".join(faults)


def test_a_stranger_is_sent_to_sign_in_whatever_the_record(own, client):
    answers = {name: client.get(own.address(name)) for name in PERSONAL}
    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 302} == {}


@pytest.mark.usefixtures("clock_stands")  # a session that writes every few minutes when it was used writes no more
def test_a_foreign_record_takes_the_same_work_as_one_that_is_not_there(own, foreign, coordinator, client_of):
    """Else the clock would tell which it is: the database is asked the same questions."""
    browser, told_apart = client_of(coordinator), []
    browser.get(reverse("access:own_page"))  # the first page of a session writes when it was
    for name in PERSONAL:
        if ELSEWHERE["colleague_in_other_team"] not in may_open(name):
            continue
        unknown = {key: unlike(foreign.asked_for(name, key)) for key in guarded_ids(name)}
        there, nothing = foreign.address(name), foreign.address(name, **unknown)
        for way in (browser.get, browser.post):
            if work_of(way, there) != work_of(way, nothing):
                told_apart.append(f"{way.__name__} {name}")
    assert told_apart == []


def unlike(key: object) -> object:
    """An id of the same kind that nothing has."""
    return NONE if isinstance(key, uuid.UUID) else 2**31 - 7


def work_of(way: Callable[[str], Any], address: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        way(address)
    return [NAMED.sub("?", question["sql"]) for question in asked.captured_queries]


def test_breaking_the_glass_looks_the_same_for_a_foreign_record_and_for_none(own, foreign, coordinator, client_of):
    browser, pages = client_of(coordinator), [name for name in ALL if name in BREAKS_GLASS]
    for name in pages:
        there, nothing = (browser.get(reverse(name, args=[one])) for one in (foreign.person_id, NONE))
        assert seen(there).replace(str(foreign.person_id).encode(), str(NONE).encode()) == seen(nothing)


def faults_of(name: str, who: str, own: Rows, foreign: Rows, browser: Visitor, nothing: Any) -> list[str]:
    """What is wrong with one person's answers from one address: first what must be shut, then what must be open."""
    is_open = who in may_open(name)
    by_role = who not in TEAM | TRY_TO_SEND  # then it is all the same whose record it is
    shut = [] if by_role or ELSEWHERE.get(who) in may_open(name) else [foreign.address(name)]
    if not is_open:
        shut.append(own.address(name))
    personal = guarded_ids(name)
    if len(personal) > 1 and not by_role:  # one foot in the door
        shut.append(own.address(name, **{personal[-1]: foreign.asked_for(name, personal[-1])}))
    ways = ["get", "post"] if who in TRY_TO_SEND else ["get"]
    faults = [fault for way in ways for fault in _not_shut(shut, nothing, browser, way)]
    return [f"{name}: {who} {fault}" for fault in faults + (_not_open(name, own, browser) if is_open else [])]


def _not_shut(shut: list[str], nothing: Any, browser: Visitor, way: str) -> list[str]:
    """A foreign record answers as one that is not there, to the byte, whether one reads or sends."""
    faults = []
    for address in shut:
        answer = getattr(browser, way)(address)
        if answer.status_code == 405:
            continue  # not sent or read this way by anybody
        if answer.status_code != 404:
            faults.append(f"got {answer.status_code} for {way} {address}")
        elif seen(answer) != seen(nothing):
            faults.append(f"can tell that {address} is there")
    return faults


def _not_open(name: str, own: Rows, browser: Visitor) -> list[str]:
    """Whoever needs to know gets in, and the look is in the log."""
    looks = Look.objects.filter(person_id=own.other_id if is_of_the_twin(name) else own.person_id)
    before = looks.count()
    status = browser.get(own.address(name)).status_code
    browser.cookies.pop("messages", None)  # a word for the page one is sent on to
    if status == 405:
        return []  # a button: what it does is its room's to prove
    if status not in {200, 302}:
        return [f"got {status} for their own record"]
    if name not in WITHOUT_A_LOOK and looks.count() == before:
        return ["left no look in the log"]
    return []


def seen(answer: Any) -> bytes:
    """What a browser is given, but for what is new each time: secrets, the ticket, the number of the request."""
    headers = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
    secret = re.compile(rb"(csrfmiddlewaretoken\" value=\"|X-CSRFToken\": \"|data-ticket=\"|data-at=\")[\w:.-]+")
    return str(sorted(headers.items())).encode() + secret.sub(b"", answer.content)


# --- pages written in a hurry: the table sees each of them -------------------------------------------------------


@page(Audience.STAFF, Permission.SEE_PERSON)
def without_a_door(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    return HttpResponse(f"Sagen om {person_id}")


@page(Audience.STAFF, Permission.SEE_PERSON)
def refuses_in_another_way(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    return HttpResponse("Forbudt", status=404 if person_id.int == 42 else 403)


@page(Audience.STAFF, Permission.SEE_PERSON)
def lets_the_table_filter(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Row-level security alone: nobody foreign is shown, but nobody learns who has looked."""
    if not Person.objects.filter(pk=person_id).exists():
        raise Http404
    return HttpResponse("Sagen")


PLANTED = {
    "without_a_door": "got 200 for get",
    "refuses_in_another_way": "got 403 for get",
    "lets_the_table_filter": "left no look in the log",
}
urlpatterns = [
    *(path(f"plantet/{name}/<uuid:person_id>/", globals()[name], name=name) for name in PLANTED),
    path("", include("hjemvej.config.urls")),
]


@pytest.mark.parametrize(("name", "fault"), PLANTED.items())
def test_a_planted_page_is_found_out(name, fault, own, foreign, coordinator, client_of, settings):
    settings.ROOT_URLCONF = __name__
    browser = client_of(coordinator)
    nothing = browser.get("/intet/")
    assert fault in "".join(faults_of(name, "coordinator", own, foreign, browser, nothing))
