"""When does a need to know end by itself? Each room's reason in real rows, on both sides of its last day."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from hjemvej.efforts.one_entry.models import ChildNotice, Inquiry
from hjemvej.efforts.prevention.tests.living import prevention_case, signal
from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.support.models import SupportCourse
from hjemvej.ground.casework.models import Coordination, Course, HandOver, Note, Task
from hjemvej.ground.correspondence.models import Message
from hjemvej.ground.law.models import Provision
from hjemvej.ground.law.queries import provisions_on
from hjemvej.ground.needs.actions import end_needs
from hjemvej.ground.needs.queries import people_with_open_needs
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.shelters.models import Place
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access import actions as access
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.queries import need_of
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event
from hjemvej.platform.identity.models import User
from hjemvej.platform.rooms import living_reasons, merge_rules
from tests.rows import saved

pytestmark = pytest.mark.django_db
LAST = datetime.date(2026, 9, 10)  # the last day of each reason below
DAY = datetime.timedelta(days=1)
GRACE = 28 * DAY
LONG_AGO = datetime.datetime(2025, 1, 1, 12, tzinfo=datetime.UTC)
LATE = datetime.datetime(2026, 9, 10, 21, 30, tzinfo=datetime.UTC)  # 23.30 in Denmark, on the last day still
JOB = system("Adgang ophører")


def noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


@pytest.fixture
def testa(our_team: Organisation) -> Person:
    return known_to(our_team, "Testa")


@pytest.fixture
def bystander(our_team: Organisation) -> Person:
    """A citizen with a running course: stays open whatever ends beside."""
    person = known_to(our_team, "Bodil")
    saved(Course, person=person, kind="prevention", opened_at=LONG_AGO)
    return person


def known_to(team: Organisation, name: str, basis: str = "case") -> Person:
    person: Person = saved(Person, given_names=name, created_at=LONG_AGO)
    NeedToKnow.objects.create(person_id=person.pk, organisation=team, basis=basis, from_at=LONG_AGO)
    return person


def is_open(person: Person, team: Organisation) -> bool:
    return NeedToKnow.objects.filter(person_id=person.pk, organisation=team, until_at=None).exists()


Make = Callable[[Person, Organisation, bool], Any]


def course(person: Person, team: Organisation, lasts: bool) -> None:
    saved(Course, person=person, kind="prevention", opened_at=LONG_AGO, closed_at=None if lasts else LATE)


def task(person: Person, team: Organisation, lasts: bool) -> None:
    saved(Task, person=person, organisation=team, created_at=LONG_AGO, done_at=None if lasts else LATE)


def coordinator(person: Person, team: Organisation, lasts: bool) -> None:
    span = {"from_on": LONG_AGO.date(), "until_on": None if lasts else LAST + DAY}
    saved(Coordination, person=person, coordinator=User.objects.first() or saved(User), **span)


def stay(person: Person, team: Organisation, lasts: bool) -> None:
    ended = {"status": "staying"} if lasts else {"status": "ended", "until_night": LAST, "left_at": LATE}
    saved(Occupancy, person=person, from_night=LAST - 30 * DAY, **ended)


def held_place(person: Person, team: Organisation, lasts: bool) -> None:
    status, until = ("held", None) if lasts else ("expired", LAST + DAY)
    saved(Occupancy, person=person, status=status, from_night=LAST, until_night=until)


def place_request(person: Person, team: Organisation, lasts: bool) -> None:
    saved(PlaceRequest, person=person, organisation=team, night=LAST, status="waiting" if lasts else "unmet")


def inquiry(person: Person, team: Organisation, lasts: bool) -> None:
    closed = {} if lasts else {"status": "closed", "closed_at": LATE, "outcome": "advised"}
    saved(Inquiry, person=person, organisation=team, received_at=LONG_AGO, **closed)


def homelessness(person: Person, team: Organisation, lasts: bool) -> None:
    saved(Situation, person=person, kind="gade", from_on=LONG_AGO.date(), until_on=None if lasts else LAST + DAY)
    if not lasts:
        saved(Situation, person=person, kind="egen_bolig", from_on=LAST + DAY)


def note(person: Person, team: Organisation, lasts: bool) -> None:
    by = {"organisation": team, "author": User.objects.first() or saved(User)}
    saved(Note, person=person, **by, signed_at=None if lasts else LATE)


def message(person: Person, team: Organisation, lasts: bool) -> None:
    sent = {"status": "waiting"} if lasts else {"status": "sent", "sent_at": LATE}
    saved(Message, person=person, organisation=team, made_at=LONG_AGO, **sent)


def child_notice(person: Person, team: Organisation, lasts: bool) -> None:
    settled = {} if lasts else {"outcome": "not_needed", "settled_at": LATE, "reason": "Barnet bor hos sin mor"}
    saved(ChildNotice, person=person, organisation=team, raised_at=LONG_AGO, inquiry=None, what="Et barn", **settled)


def receipt(person: Person, team: Organisation, lasts: bool) -> None:
    notified = {"outcome": "notified", "municipality_code": "101", "municipality_name": "København", "inquiry": None}
    times = {"raised_at": LONG_AGO, "settled_at": LONG_AGO, "told_at": LONG_AGO, "receipt_on": None if lasts else LAST}
    saved(ChildNotice, person=person, organisation=team, what="Et barn sover i bilen", **notified, **times)


def hand_over(person: Person, team: Organisation, lasts: bool) -> None:
    settled = {} if lasts else {"settled_at": LATE, "outcome": "declined"}
    saved(HandOver, person=person, team=team, given_at=LONG_AGO, **settled)


def support(person: Person, team: Organisation, lasts: bool) -> None:
    over = {} if lasts else {"ended_on": LAST, "ended_because": "done"}
    saved(SupportCourse, person=person, team=team, began_on=LONG_AGO.date(), course=saved(Course), **over)


REASONS: list[Make] = [
    course, task, coordinator, stay, held_place, place_request, inquiry, homelessness, note, message, child_notice,
    receipt, hand_over, support, signal, prevention_case,
]  # fmt: skip


@pytest.mark.parametrize("make", REASONS)
def test_a_need_outlasts_its_last_reason_by_the_rules_days(make: Make, testa, bystander, our_team):
    make(testa, our_team, False)
    end_needs(by=JOB, at=noon(LAST + GRACE))
    assert is_open(testa, our_team), "the last day counts"
    assert end_needs(by=JOB, at=noon(LAST + GRACE + DAY)) == 1
    assert not is_open(testa, our_team)
    assert is_open(bystander, our_team)


@pytest.mark.parametrize("make", REASONS)
def test_a_need_lasts_for_as_long_as_a_reason_does(make: Make, testa, our_team):
    make(testa, our_team, True)
    end_needs(by=JOB, at=noon(LAST + 400 * DAY))
    assert is_open(testa, our_team)


def test_a_record_that_nothing_came_of_is_closed_some_weeks_after_it_was_opened(testa, our_team):
    end_needs(by=JOB, at=noon(LONG_AGO.date() + GRACE))
    assert is_open(testa, our_team)
    end_needs(by=JOB, at=noon(LONG_AGO.date() + GRACE + DAY))
    assert not is_open(testa, our_team)


def dies(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(died_on=LAST)


def moves(person: Person) -> None:
    saved(ResponsibleMunicipality, person=person, municipality_code="101", from_on=LAST)


@pytest.mark.parametrize("leave", [dies, moves])
@pytest.mark.parametrize("make", [homelessness, coordinator, support])
def test_where_the_dead_or_moved_slept_and_who_coordinated_is_no_reason(make, leave, testa, bystander, our_team):
    make(testa, our_team, True)
    leave(testa)
    end_needs(by=JOB, at=noon(LAST + GRACE))
    assert is_open(testa, our_team)
    end_needs(by=JOB, at=noon(LAST + GRACE + DAY))
    assert not is_open(testa, our_team)
    assert is_open(bystander, our_team)


@pytest.mark.parametrize("leave", [dies, moves])
@pytest.mark.parametrize("make", [course, task, inquiry, stay])
def test_what_is_still_going_on_with_the_dead_or_moved_keeps_the_need_open(make, leave, testa, our_team):
    make(testa, our_team, True)
    leave(testa)
    end_needs(by=JOB, at=noon(LAST + 400 * DAY))
    assert is_open(testa, our_team)


@pytest.mark.parametrize(("code", "is_disputed"), [(settings.MUNICIPALITY_CODE, False), ("101", True)])
def test_our_own_and_a_disputed_responsibility_end_nothing(code, is_disputed, testa, our_team):
    homelessness(testa, our_team, True)
    saved(ResponsibleMunicipality, person=testa, municipality_code=code, from_on=LAST, is_disputed=is_disputed)
    end_needs(by=JOB, at=noon(LAST + 400 * DAY))
    assert is_open(testa, our_team)


@pytest.mark.parametrize("make", [task, inquiry, place_request])
def test_one_teams_own_work_keeps_no_other_teams_need_open(make, testa, our_team, other_team):
    NeedToKnow.objects.create(person_id=testa.pk, organisation=other_team, basis="inquiry", from_at=LONG_AGO)
    make(testa, other_team, True)
    assert end_needs(by=JOB, at=noon(LAST)) == 1
    assert (is_open(testa, our_team), is_open(testa, other_team)) == (False, True)


def test_all_the_teams_needs_end_together_and_a_guests_and_the_glass_have_their_own_end(testa, our_team, shelter, now):
    need = {"person_id": testa.pk, "from_at": LONG_AGO}
    NeedToKnow.objects.create(organisation=our_team, basis="inquiry", **need)
    NeedToKnow.objects.create(organisation=shelter, basis="guest", **need)
    end_needs(by=JOB, at=noon(LAST))
    left = NeedToKnow.objects.filter(person_id=testa.pk, until_at=None).values_list("basis", flat=True)
    assert list(left) == ["guest"]


def test_that_it_ended_and_why_is_told_in_the_citizens_log(testa, our_team):
    course(testa, our_team, False)
    end_needs(by=JOB, at=noon(LAST + GRACE + DAY))
    event = Event.objects.get(name="needs.need_ended", person_id=testa.pk)
    assert event.why.startswith("et forløb sluttede 10. september 2026 (28 dage, GDPR art. 5, stk. 1, litra c og e")
    assert event.details == {"organisation": str(our_team.pk)}
    end_needs(by=JOB, at=noon(LAST + GRACE + 2 * DAY))
    assert Event.objects.filter(name="needs.need_ended").count() == 1


def test_once_ended_the_citizens_rows_are_gone_for_the_team_in_sql_too(testa, bystander, our_team, coordinator_viewer):
    inquiry(testa, our_team, False)
    for person in (testa, bystander):
        for model in (Note, Task, Situation):
            saved(model, person=person, **({"done_at": LONG_AGO} if model is Task else {}))
    Situation.objects.update(kind="egen_bolig", from_on=LONG_AGO.date())
    tables = ("casework_note", "casework_task", "situations_situation", "people_person")

    def seen(person: Person) -> list[int]:
        with looking_as(coordinator_viewer), connection.cursor() as cursor:
            counts = []
            for table in tables:
                column = "id" if table == "people_person" else "person_id"
                cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [person.pk])
                counts.append(cursor.fetchone()[0])
            return counts

    assert seen(testa) == seen(bystander) == [1, 1, 1, 1]
    with looking_as(JOB):
        end_needs(by=JOB, at=noon(LAST + GRACE + DAY))
    assert (seen(testa), seen(bystander)) == ([0, 0, 0, 0], [1, 1, 1, 1])


@pytest.fixture
def coordinator_viewer(coordinator, viewer_for):
    return viewer_for(coordinator)


def test_every_reason_has_its_rule_in_the_law_with_its_principle_and_how_sure_we_are():
    provisions = provisions_on(LAST)
    for reason in living_reasons().values():
        provision = provisions[reason.outlasted_by]
        assert "GDPR art. 5" in provision.paragraph_text
        assert "ikke kontrolleret" in provision.paragraph_text
        assert provision.is_our_own_goal


def test_where_the_leader_has_ended_a_rule_nothing_ends_by_it(testa, our_team):
    course(testa, our_team, False)
    Provision.objects.filter(key="need_ends_after_closed").update(valid_to=LAST)
    end_needs(by=JOB, at=noon(LAST + 400 * DAY))
    assert is_open(testa, our_team)


# --- and begins again ----------------------------------------------------------------------------------------------


def end_all(person: Person) -> None:
    NeedToKnow.objects.filter(person_id=person.pk).update(until_at=LATE)


def break_the_glass(person: Person, by: Any) -> None:
    with looking_as(by):
        at = timezone.now()
        access.break_glass(person_id=person.pk, reason="Borgeren står i skranken igen", by=by, at=at)


WRITTEN_ANEW = [course, task, coordinator, held_place, place_request, inquiry, homelessness, child_notice]


@pytest.mark.parametrize("make", WRITTEN_ANEW)
def test_a_living_reason_written_through_own_broken_glass_opens_the_case_again(
    make, testa, bystander, our_team, coordinator_viewer
):
    end_all(testa)
    end_all(bystander)
    break_the_glass(testa, coordinator_viewer)
    place = saved(Place)
    with looking_as(coordinator_viewer):
        if make is held_place:
            Occupancy.objects.create(
                person=testa, place=place, house=place.room.house, status="held", from_night=LAST, held_until=LATE,
                made_at=LATE,
            )  # fmt: skip
        else:
            make(testa, our_team, True)
        need = need_of(coordinator_viewer, testa.pk, at=timezone.now())
        assert need is not None
        assert (need.user_id, need.organisation_id) == (None, our_team.pk)
    assert Event.objects.filter(name="needs.need_began_again", person_id=testa.pk).count() == 1
    assert not is_open(bystander, our_team)


@pytest.mark.parametrize("make", WRITTEN_ANEW)
def test_what_is_written_as_over_opens_nothing(make, testa, our_team, coordinator_viewer):
    end_all(testa)
    break_the_glass(testa, coordinator_viewer)
    place = saved(Place)
    with looking_as(coordinator_viewer):
        if make is held_place:
            Occupancy.objects.create(
                person=testa, place=place, house=place.room.house, status="cancelled", from_night=LAST, made_at=LATE
            )
        else:
            make(testa, our_team, False)
    assert not is_open(testa, our_team)


@pytest.mark.parametrize("make", WRITTEN_ANEW[:3])
def test_another_teams_citizen_stays_the_others_whatever_is_written_through_the_glass(
    make, our_team, other_team, coordinator_viewer
):
    theirs = known_to(other_team, "Agnete")
    break_the_glass(theirs, coordinator_viewer)
    with looking_as(coordinator_viewer):
        make(theirs, our_team, True)
    assert not is_open(theirs, our_team)


def test_a_case_that_is_open_is_opened_no_second_time(testa, our_team, coordinator_viewer):
    with looking_as(coordinator_viewer):
        inquiry(testa, our_team, True)
    assert NeedToKnow.objects.filter(person_id=testa.pk).count() == 1


def test_a_former_citizens_inquiries_are_gone_for_the_team_and_stay_for_who_sent_them(
    testa, our_team, shelter, coordinator_viewer, shelter_worker, viewer_for
):
    own, sent = (saved(Inquiry, person=testa, organisation=our_team, **sent) for sent in ({}, {"sent_by": shelter}))
    Inquiry.objects.update(status="closed", closed_at=LATE, outcome="advised")
    nobodys = saved(Inquiry, organisation=our_team)
    end_all(testa)
    with looking_as(coordinator_viewer):
        assert set(Inquiry.objects.all()) == {nobodys}
    with looking_as(viewer_for(shelter_worker)):
        assert set(Inquiry.objects.all()) == {sent}
    assert Inquiry.objects.filter(pk=own.pk).exists()


ASKED_FOR_AN_END = {"people_person", "people_responsiblemunicipality", "access_needtoknow"}  # or for when it began
WHILE_HOMELESS = "housingfirstoffer notofferedyet homewish wishsheet want savedplace meetingchoice"
NO_REASON = {  # tables of citizens whose rows are no reason to know the citizen, and why
    **dict.fromkeys("casework_unheldday casework_informing outreach_meeting outreach_promise".split(), "the case is"),
    **dict.fromkeys(("safe_night_admissionnotice", "safe_night_toldnight"), "the request, stay and situation are"),
    **dict.fromkeys("consents_consent prevention_collectionpause spreadsheets_importedrow".split(), "what was said"),
    "documents_document": "kept and forgotten by its own days",
    "homes_tenancy": "a home of one's own; the courses, stays and support are the reasons",
    **{f"plans_{name}": "the task is" for name in ("goal", "smallstep", "verdict", "strengths", "planversion")},
    **dict.fromkeys("network_meetings_invited network_meetings_agreed decisions_decisionnote".split(), "what it is of"),
    **{f"prevention_{a}": "it is" for a in "attempt nightafter signalnotice steptaken helpsought onset".split()},
    **dict.fromkeys(("reimbursement_clockfact", "payment_plans_report"), "of stays, decisions and plans: those are"),
    **dict.fromkeys(("economy_sheet", "economy_sheetline", "circumstances_circumstance"), "what they told"),
    **{f"housing_first_{name}": "homelessness is" for name in WHILE_HOMELESS.split()},
    **{f"housing_first_{name}": "an open task is" for name in ("proposal", "movinginline", "housingregistration")},
    **dict.fromkeys(("people_contactway", "people_personname", "people_householdmember"), "says who the citizen is"),
    **dict.fromkeys(("situations_confirmation", "situations_homelesssince"), "of a situation, which is the reason"),
    **{f"support_{a}": "a course" for a in "phase phasearea pause visit contact wellbeingwish wellbeingsheet".split()},
    "staff_readthrough": "who read a text through; the request is the reason",
}


def test_every_table_of_citizens_brings_a_reason_or_says_why_not():
    questions = " ".join(reason.sql for reason in living_reasons().values())
    tables = {rule.model._meta.db_table for rule in merge_rules() if not rule.stays}
    without = {table for table in tables if f"FROM {table} " not in questions}
    assert without - ASKED_FOR_AN_END == set(NO_REASON)


def test_only_a_need_of_the_organisation_that_still_stands_ends_by_rule(testa, our_team):
    assert people_with_open_needs(viewer=JOB) == [testa.pk]
    NeedToKnow.objects.update(until_at=LATE)
    assert people_with_open_needs(viewer=JOB) == []
    alone = {"organisation": our_team, "basis": "case", "user": saved(User), "from_at": LONG_AGO}
    NeedToKnow.objects.create(person_id=testa.pk, **alone)
    assert people_with_open_needs(viewer=JOB) == []
