"""Does each row lock matter? Of two simultaneous actions the second waits, and then reads what the first wrote.

Each case runs twice, with the locks and without: the outcomes must differ, or the lock is of no use.
"""

import ast
import datetime
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import MultipleObjectsReturned
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import override_settings

from conftest import as_owner
from hjemvej.efforts.one_entry.children import actions as children
from hjemvej.efforts.one_entry.models import ChildNotice, Inquiry
from hjemvej.efforts.safe_night.board.actions import report_free_places
from hjemvej.efforts.safe_night.models import Night
from hjemvej.efforts.safe_night.mornings.actions import correct_night
from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.models import Coordination, Course, Note, Task
from hjemvej.ground.consents import actions as consents
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.correspondence.actions import drop_message
from hjemvej.ground.correspondence.models import Message
from hjemvej.ground.law.actions import change_provision
from hjemvej.ground.law.models import Provision
from hjemvej.ground.partners.actions import make_agreement
from hjemvej.ground.partners.models import Partner, SharingAgreement
from hjemvej.ground.people import actions as people
from hjemvej.ground.people import cpr
from hjemvej.ground.people.merging.actions import merging
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.shelters.models import Closure, House, Place, Room
from hjemvej.ground.situations import actions as situations
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.audit.models import Event
from hjemvej.platform.identity.actions import close_secrets_anew
from tests import bystanders
from tests import row_lock_cases as cases
from tests.architecture.house import code_named, functions, name_of
from tests.rows import AT, DAY, saved

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
LATER = AT + datetime.timedelta(minutes=1)
OFFERS, HOMES, HOLDS = "efforts/housing_first/offering", "ground/homes", "efforts/prevention"
PLACING, NIGHTS = "efforts/safe_night/placing/actions", "efforts/safe_night/tests/test_same_second.py"
PROVED_ELSEWHERE = {  # locks that another test proves with its own race
    **dict.fromkeys((f"efforts/housing_first/meeting/actions.py {one}" for one in ("_hold", "end_meeting")), "meeting"),
    **{f"{OFFERS}/actions/offering.py {name}": OFFERS for name in ("offer_home", "locked", "_end_offer")},
    **{f"{PLACING}/holding.py {one}": NIGHTS for one in ("hold_place", "expire_holds")},
    f"{PLACING}/requesting.py _open_request": NIGHTS,
    **{f"{PLACING}/occupying.py lock_{one}": NIGHTS for one in ("request", "place", "occupancy")},
    "ground/needs/actions.py _end_of": "tests/bad_days/test_need_ends_meanwhile.py",
    **{f"ground/{one}/actions.py _open": "its own" for one in ("network_meetings", "referrals")},
    **{f"ground/requests/actions.py {one}": "its own" for one in ("_held", "_keep_promise")},
    "efforts/safe_night/staying/actions/telling.py _untold": "efforts/safe_night/staying/tests/test_telling.py",
    "ground/shelters/actions.py _refuse_while_taken": "efforts/safe_night/tests/test_out_of_use.py",
    **{f"{HOMES}/actions.py {one}": HOMES for one in ("begin_tenancy", "_locked")},
    **{f"efforts/prevention/actions/holding.py hold_{one}": "its own" for one in ("signal", "case", "citizen")},
    **{f"{HOLDS}/{one}": HOLDS for one in ("helping/actions.py answer_help", "keeping/actions.py seal_numbers_anew")},
    **{f"efforts/outreach/actions.py {one}": "its own" for one in ("_hold", "close_promise")},
    "efforts/one_entry/actions/handling.py locked": "tests/bad_days/test_same_second.py",
}
SETTLE: dict[str, Any] = {"inquiry": children.settle_inquiry, "notice": children.settle_child_notice}
OLDER_KEY = f"older:{'B' * 43}="


@dataclass(frozen=True)
class World:
    by: Viewer
    other: Viewer
    person: Person

    def both(self, **more: Any) -> dict[str, Any]:
        return {"by": self.by, "at": AT, **more}


Do = Callable[[], Any]
Case = Callable[[World], tuple[Do, Do, Callable[[Any], object]]]


# --- the cases: the first action, the second action, and the right outcome ----------------------------------------


def change_note(world):
    note = saved(Note, person=world.person, author_id=world.by.user_id)
    change = lambda: casework.change_note(note=note, text="Andet", own_words="", by=world.by, at=LATER)  # noqa: E731
    return lambda: casework.sign_note(note=note, **world.both()), change, lambda outcome: outcome == "NoteIsSigned"


def sign_note(world):
    note = saved(Note, person=world.person, author_id=world.by.user_id)
    signed = Event.objects.filter(name="casework.note_signed", person_id=world.person.pk)
    return (
        lambda: casework.sign_note(note=note, by=world.by, at=AT),
        lambda: casework.sign_note(note=note, by=world.by, at=LATER),
        lambda outcome: outcome == "Note" and signed.count() == 1,
    )


def assign_coordinator(world):
    def assign(viewer):
        ids = {"person_id": world.person.pk, "coordinator_id": viewer.user_id}
        return lambda: casework.assign_coordinator(**ids, **world.both())

    now = Coordination.objects.filter(person=world.person, until_on=None)
    return assign(world.by), assign(world.other), lambda outcome: now.get().coordinator_id == world.other.user_id


def end_coordination(world):
    saved(Coordination, person=world.person, coordinator_id=world.by.user_id)
    ended = Event.objects.filter(name="casework.coordinator_ended", person_id=world.person.pk)
    end = lambda: casework.end_coordination(person_id=world.person.pk, **world.both())  # noqa: E731
    return end, end, lambda outcome: ended.count() == 1


def close_course(world):
    course = saved(Course, person=world.person)
    close = lambda: casework.close_course(course=course, outcome="Flyttet ind", **world.both())  # noqa: E731
    return close, close, lambda outcome: outcome == "CourseAlreadyClosed"


def _open(world):
    task = saved(Task, person=world.person)
    complete = lambda: casework.complete_task(task=task, outcome="Ringet", **world.both())  # noqa: E731
    return complete, complete, lambda outcome: outcome == "TaskAlreadyDone"


def make_agreement_(world):
    landlord = saved(Organisation, kind="landlord")
    saved(Partner, organisation=landlord)
    days: dict[str, Any] = {"from_on": DAY, "last_on": None, "basis_key": "inquiries"}
    kind: dict[str, Any] = {"direction": SharingAgreement.Direction.values[0], "what": SharingAgreement.What.values[0]}
    agree = lambda: make_agreement(organisation=landlord, **kind, **days, **world.both())  # noqa: E731
    return agree, agree, lambda outcome: outcome == "AlreadyAgreed"


def _version_on(world):
    key = f"rule_{uuid.uuid4().hex[:8]}"
    saved(Provision, key=key, valid_from=DAY)
    words: dict[str, Any] = {
        "paragraph": "§ 1",
        "text": "Så længe",
        "certainty": Provision.Certainty.values[0],
        "source": "loven",
    }
    on = DAY + datetime.timedelta(days=10)

    def change(value):
        return lambda: change_provision(key=key, valid_from=on, value=Decimal(value), **words, **world.both())

    now = Provision.objects.filter(key=key, valid_from=on)
    return change(2), change(3), lambda outcome: now.get().value == 3


def set_responsible_municipality(world):
    def set_to(code):
        where = {"code": code, "name": "En kommune", "from_on": DAY}
        return lambda: people.set_responsible_municipality(person=world.person, **where, **world.both())

    now = ResponsibleMunicipality.objects.filter(person=world.person)
    return set_to("998"), set_to("999"), lambda outcome: now.get().municipality_code == "999"


def sleeps(world, kind, at=AT, from_on=DAY):
    how = {"kind": kind, "from_on": from_on, "source": "told", "certainty": "told"}
    return lambda: situations.record_situation(person_id=world.person.pk, by=world.by, at=at, **how)


def current(world):
    return Situation.objects.filter(person=world.person, superseded_at=None)


def record_situation(world):
    return sleeps(world, "street"), sleeps(world, "friends"), lambda outcome: current(world).get().kind == "friends"


def record_situations_in_bulk(world):
    nobody: dict[uuid.UUID, list[Any]] = {world.person.pk: []}
    in_bulk = lambda: situations.record_situations_in_bulk(stays=nobody, worked_out_from=nobody, **world.both())  # noqa: E731
    return sleeps(world, "street"), in_bulk, lambda outcome: outcome == "KnownOtherwiseMeanwhile"


def lock_both(world):
    twin, third = saved(Person), saved(Person)
    for person in (world.person, twin, third):
        NeedToKnow.objects.get_or_create(
            person_id=person.pk, organisation_id=world.by.team_id, basis="case", defaults={"from_at": AT}
        )

    def merge(keep):
        return lambda: merging.merge_people(keep=keep, merge=twin, **world.both())

    return merge(world.person), merge(third), lambda outcome: outcome == "CannotMerge"


def close_second_factors(world):
    code = saved(Authenticator, user_id=world.by.user_id, type="totp", data={"mark": 1})
    mine = Authenticator.objects.filter(pk=code.pk)
    anew = lambda: close_secrets_anew(**world.both())  # noqa: E731
    return lambda: mine.update(data={"mark": 2}), anew, lambda outcome: mine.get().data == {"mark": 2}


def report_free(world):
    house = saved(House, kind="shelter")
    room = saved(Room, house=house)
    for label in ("1", "2"):
        saved(Place, room=room, label=label)
    report = lambda: report_free_places(house=house, free=0, **world.both())  # noqa: E731
    return (
        report,
        report,
        lambda outcome: outcome == "HouseReport" and Closure.objects.filter(place__room=room).count() == 2,
    )


def take_back(world):
    """A fact learned since the mistake holds; a fact known before it does not come back."""
    sleeps(world, "shelter", AT - datetime.timedelta(days=1), DAY - datetime.timedelta(days=5))()
    sleeps(world, "street")()
    undo = lambda: situations.take_back(person_id=world.person.pk, recorded_at=AT, by=world.by, at=LATER)  # noqa: E731
    latest = current(world).order_by("-from_on")
    return sleeps(world, "friends", LATER), undo, lambda outcome: outcome == "NoneType" and latest[0].kind == "friends"


def make_nights_again(world):
    """Two words on a night: the later one holds, and the night has a single verdict."""
    night = {"person_id": world.person.pk, "night": DAY, "what_happened": "set", "by": world.by}
    now = Night.objects.filter(person=world.person, superseded_at=None)
    return (
        lambda: correct_night(outcome="unsafe", at=AT, **night),
        lambda: correct_night(outcome="safe", at=LATER, **night),
        lambda outcome: outcome == "Night" and now.get().outcome == "safe",
    )


def tell_of_a_night(world):
    """Two tell of the night that both saw; the later is asked to read the earlier first."""
    night = {"person_id": world.person.pk, "night": DAY, "what_happened": "set", "seen": "", "by": world.by}
    now = Night.objects.filter(person=world.person, superseded_at=None)
    return (
        lambda: correct_night(outcome="unsafe", at=AT, **night),
        lambda: correct_night(outcome="safe", at=LATER, **night),
        lambda outcome: outcome == "NightToldMeanwhile" and now.get().outcome == "unsafe",
    )


def rotate_cpr_keys(world):
    """A key rotation does not overwrite a number that is corrected meanwhile."""
    with override_settings(CPR_KEYS=OLDER_KEY):
        people.set_cpr(person=world.person, cpr="610170-0000", **world.both())
    correct = lambda: people.set_cpr(person=world.person, cpr="620170-0000", **world.both())  # noqa: E731
    rotate = lambda: people.rotate_cpr_keys(**world.both())  # noqa: E731
    now = Person.objects.filter(pk=world.person.pk)
    return correct, rotate, lambda outcome: cpr.decrypt(now.get().cpr_encrypted) == "6201700000"


def settle_message(world):
    message = saved(Message, status=Message.Status.WAITING, person=world.person, organisation_id=world.by.team_id)
    drop = lambda: drop_message(message=message, **world.both())  # noqa: E731
    return drop, drop, lambda outcome: outcome == "MessageHasMoved"


def withdraw(world):
    consent = saved(Consent, person=world.person)
    take_back = lambda: consents.withdraw_consent(consent=consent, by=world.by, at=LATER)  # noqa: E731
    return take_back, take_back, lambda outcome: outcome == "AlreadyWithdrawn"


def hold_consent(world):
    """What is told waits for a withdrawal that came first, and finds no consent."""
    consent = saved(Consent, person=world.person)
    ids = {"consent_id": consent.pk, "person_id": world.person.pk}
    return (
        lambda: consents.withdraw_consent(consent=consent, **world.both()),
        lambda: consents.hold_consent(**ids, by=world.by, at=LATER),
        lambda outcome: outcome == "NoneType",
    )


def child_notice(settle, model, world):
    act = partial(SETTLE[settle], **{settle: saved(model)}, settled=children.Settled(reason="x"), **world.both())
    return act, act, lambda outcome: outcome == "AlreadySettled"


CASES: dict[str, Case] = {
    **cases.CASES,
    "efforts/one_entry/children/actions.py settle_inquiry": partial(child_notice, "inquiry", Inquiry),
    "efforts/one_entry/children/actions.py _held": partial(child_notice, "notice", ChildNotice),
    "ground/consents/actions.py withdraw_consent": withdraw,
    "ground/consents/actions.py hold_consent": hold_consent,
    "ground/casework/actions/notes.py change_note": change_note,
    "ground/casework/actions/notes.py sign_note": sign_note,
    "ground/casework/actions/coordination.py assign_coordinator": assign_coordinator,
    "ground/casework/actions/coordination.py end_coordination": end_coordination,
    "ground/casework/actions/coordination.py close_course": close_course,
    "ground/casework/actions/tasks.py _open": _open,
    "ground/partners/actions.py make_agreement": make_agreement_,
    "ground/law/actions.py _version_on": _version_on,
    "ground/people/actions/municipality.py set_responsible_municipality": set_responsible_municipality,
    "ground/people/merging/actions/merging.py lock_both": lock_both,
    "ground/situations/actions.py record_situation": record_situation,
    "ground/situations/actions.py record_situations_in_bulk": record_situations_in_bulk,
    "ground/situations/actions.py take_back": take_back,
    "ground/people/actions/cpr_keys.py rotate_cpr_keys": rotate_cpr_keys,
    "ground/correspondence/actions.py _locked": settle_message,
    "platform/identity/actions.py close_secrets_anew": close_second_factors,
    "efforts/safe_night/board/actions.py report_free_places": report_free,
    "efforts/safe_night/mornings/actions/correcting.py correct_night": tell_of_a_night,
    "efforts/safe_night/mornings/actions/deriving.py make_nights_again": make_nights_again,
}


# --- two simultaneous actions ------------------------------------------------------------------------------------


def outcome_of_the_second(first: Do, second: Do) -> str:
    """Start the second action before the first commits; return the name of the type that it returned or raised."""
    has_written, may_commit = threading.Event(), threading.Event()

    def run(act: Do, *, waits: bool) -> str:
        try:
            with transaction.atomic(), looking_as(system("test", acts_for_others=True)):
                given = act()
                has_written.set()
                if waits:
                    may_commit.wait(timeout=30)
            return type(given).__name__
        except Exception as problem:
            return type(problem).__name__
        finally:
            has_written.set()
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        started = pool.submit(run, first, waits=True)
        has_written.wait(timeout=30)
        two = pool.submit(run, second, waits=False)
        with as_owner(), connection.cursor() as cursor:  # the web role cannot see other connections wait
            deadline = time.monotonic() + 20
            while not two.done() and time.monotonic() < deadline:
                cursor.execute(WAITING)
                if cursor.fetchone() != (0,):
                    break
                time.sleep(0.01)
        may_commit.set()
        started.result(timeout=30)
        return two.result(timeout=30)


def what_went_wrong(case: Case, by: Viewer, other: Viewer) -> str:
    """Return an empty text when the second action read what the first wrote."""
    with looking_as(system("test", acts_for_others=True)):
        first, second, is_right = case(World(by, other, saved(Person)))
    outcome = outcome_of_the_second(first, second)
    with looking_as(system("test", acts_for_others=True)):
        try:
            return "" if is_right(outcome) else outcome
        except MultipleObjectsReturned as problem:
            return f"{outcome}, {problem}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("are_locked", [True, False])
def test_a_lock_changes_what_the_second_finds(
    are_locked, coordinator, support_worker, viewer_for, monkeypatch, settings
):
    settings.CPR_KEYS = f"{settings.CPR_KEYS},{OLDER_KEY}"
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    if not are_locked:
        monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_how: self)
    viewers = viewer_for(coordinator), viewer_for(support_worker)
    wrong = {lock: what_went_wrong(case, *viewers) for lock, case in CASES.items()}
    if are_locked:
        assert {lock: outcome for lock, outcome in wrong.items() if outcome} == {}
    else:
        assert [lock for lock, outcome in wrong.items() if not outcome] == [], "changes nothing: take it away"


def test_every_lock_has_its_case():
    locked = set()
    for file in code_named("actions"):
        for function in functions(ast.parse(file.read_text())):
            if any(isinstance(node, ast.Attribute) and node.attr == "select_for_update" for node in ast.walk(function)):
                locked.add(f"{name_of(file).removeprefix('hjemvej/')} {function.name}")
    assert locked == set(CASES) | set(PROVED_ELSEWHERE)
