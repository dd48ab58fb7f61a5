"""Does a CPR number ever open a record, or tell whose it is? It may only be asked about, and each try is read."""

import datetime
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from hjemvej.ground.people import actions, queries
from hjemvej.ground.people.actions import numbers
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.merging.actions.undoing import undo_merge
from hjemvej.ground.people.merging.queries import merges_of
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.recognising.queries import find_people
from hjemvej.platform.access.actions import break_glass
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.audit.actions import record
from hjemvej.platform.audit.models import Event
from hjemvej.platform.identity.models import User
from hjemvej.platform.tries.models import Try

THEIRS, NOBODYS, OURS = "610170-0000", "610270-0000", "610370-0000"
ASK = "hører måske til et andet team: spørg dem, eller brug nødadgang"
MANY = "Du har skrevet mange numre"


@pytest.fixture
def by(coordinator: User, viewer_for: Callable[[User], Viewer]) -> Viewer:
    return viewer_for(coordinator)


@pytest.fixture
def browser(coordinator: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(coordinator)


def create(viewer: Viewer, at: datetime.datetime, name: str, cpr: str = "", **more: Any) -> Person:
    with looking_as(viewer):
        return actions.create_person(by=viewer, at=at, given_names=name, cpr=cpr, **more)


def typed(cpr: str, **more: str) -> dict[str, str]:
    return {"given_names": "Testa", "is_new": "1", "cpr": cpr, **more}


@pytest.fixture
def theirs(colleague_in_other_team: User, viewer_for, now) -> Person:
    return create(viewer_for(colleague_in_other_team), now, "Hemmelia", THEIRS, protection="threatened")


def test_a_number_of_another_teams_citizen_opens_nothing(browser, theirs, our_team):
    answer = browser.post(reverse("people:create"), typed(THEIRS, animals="hunden Fiktiv"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ASK in page
    assert "Hemmelia" not in page
    assert str(theirs.pk) not in page
    assert "Voksenhandicap" not in page, "whose the number is is not told"
    assert "hunden Fiktiv" in page, "what was typed stays"
    assert not NeedToKnow.objects.filter(person_id=theirs.pk, organisation=our_team).exists()
    assert Person.objects.count() == 1


def test_the_try_is_in_the_citizens_log_and_no_name_or_number_is(browser, theirs, coordinator):
    browser.post(reverse("people:create"), typed(THEIRS))
    event = Event.objects.get(name="people.number_met_elsewhere")
    assert (event.person_id, event.user_id, event.details) == (theirs.pk, coordinator.pk, {})


def test_the_citizen_is_saved_without_the_number(browser, theirs):
    answer = browser.post(reverse("people:create"), typed(THEIRS, without_number="1"))
    assert answer.status_code == 302
    assert Person.objects.exclude(pk=theirs.pk).get().number_mark == ""


def test_a_correction_opens_nothing_writes_nothing_and_is_logged(browser, theirs, by, now, our_team):
    ours = create(by, now, "Testa", animals="hunden Fiktiv")
    address = reverse("people:person_edit", args=[ours.pk])
    answer = browser.post(address, {"animals": "katten Fiktiv", "cpr": THEIRS})
    assert answer.status_code == 422
    assert ASK in answer.content.decode()
    ours.refresh_from_db()
    assert (ours.animals, ours.number_mark) == ("hunden Fiktiv", "")
    assert Event.objects.filter(name="people.number_met_elsewhere", person_id=theirs.pk).count() == 1
    assert not NeedToKnow.objects.filter(person_id=theirs.pk, organisation=our_team).exists()
    assert browser.post(address, {"animals": "katten Fiktiv", "cpr": THEIRS, "without_number": "1"}).status_code == 302
    ours.refresh_from_db()
    assert (ours.animals, ours.number_mark) == ("katten Fiktiv", "")


def test_a_number_of_ones_own_citizen_leads_to_them_and_opens_no_other_need(browser, by, now):
    ours = create(by, now, "Testa", OURS)
    answer = browser.post(reverse("people:create"), {"given_names": "Test A.", "is_new": "1", "cpr": OURS})
    assert answer.url == reverse("staff:person", args=[ours.pk])
    assert NeedToKnow.objects.filter(person_id=ours.pk).count() == 1


def test_a_citizen_whom_a_colleague_created_while_one_waited_is_ones_own(by, now, clock_stands):
    later = now + datetime.timedelta(seconds=2)
    ours = create(by, later, "Testa", OURS)
    assert create(by, now, "Test A.", OURS).pk == ours.pk


def test_a_citizen_behind_broken_glass_is_the_viewers_alone_also_by_number(browser, theirs, by, now, our_team):
    from django.utils import timezone

    with looking_as(by):
        break_glass(person_id=theirs.pk, reason="Truet i nat på stationen", by=by, at=timezone.now())
    answer = browser.post(reverse("people:create"), typed(THEIRS))
    assert answer.url == reverse("staff:person", args=[theirs.pk])
    needs = NeedToKnow.objects.filter(person_id=theirs.pk, organisation=our_team)
    assert [need.basis for need in needs] == ["break_glass"]


def test_after_many_such_numbers_none_is_answered_and_known_and_unknown_are_the_same(
    browser, theirs, by, now, support_worker, client_of
):
    page = reverse("people:create")
    for _ in range(numbers.MET_ELSEWHERE.at_most):
        assert ASK in browser.post(page, typed(THEIRS)).content.decode()
    answers = [browser.post(page, typed(cpr)) for cpr in (THEIRS, NOBODYS)]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all(MANY in answer.content.decode() for answer in answers)
    assert Event.objects.filter(name="people.number_met_elsewhere").count() == numbers.MET_ELSEWHERE.at_most
    assert browser.post(page, typed(THEIRS, without_number="1")).status_code == 302
    colleague = client_of(support_worker)
    assert ASK in colleague.post(page, typed(THEIRS)).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_try_counts_though_the_page_fails(theirs, coordinator, client_of, by, now, monkeypatch):
    """An error after the answer was found rolls the page back, and not the count."""
    browser = client_of(coordinator)
    browser.raise_request_exception = False
    monkeypatch.setattr("hjemvej.ground.people.views.finding.render", None)
    assert browser.post(reverse("people:create"), typed(THEIRS)).status_code == 500
    assert Try.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_limit_holds_for_many_numbers_in_the_same_second(theirs, coordinator, client_of):
    many, together = 14, threading.Barrier(14)
    browsers = [client_of(coordinator) for _ in range(many)]

    def send(browser: Client) -> str:
        together.wait(timeout=30)
        try:
            return browser.post(reverse("people:create"), typed(THEIRS)).content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as pool:
        pages = list(pool.map(send, browsers))
    assert sum(ASK in page for page in pages) == numbers.MET_ELSEWHERE.at_most
    assert sum(MANY in page for page in pages) == many - numbers.MET_ELSEWHERE.at_most


def test_the_leader_reads_who_tried_today_and_follows_the_usual_door(browser, theirs, leader, client_of):
    for _ in range(2):
        browser.post(reverse("people:create"), typed(THEIRS))
    day = client_of(leader).get(reverse("staff:today")).content.decode()
    assert "Skrev 2 CPR-numre, der måske hører til et andet team" in day
    listed = client_of(leader).get(reverse("people:numbers")).content.decode()
    assert f"{reverse('access:break_glass')}?borger={theirs.pk}" in listed
    assert "Hemmelia" not in listed
    assert "CPR-numre" not in browser.get(reverse("staff:today")).content.decode()
    assert browser.get(reverse("people:numbers")).status_code == 404


@pytest.mark.parametrize(("ago", "on_the_day", "on_the_list"), [(23, 1, 1), (25, 0, 1), (24 * 31, 0, 0)])
def test_a_try_is_on_the_leaders_day_for_a_day_and_on_the_list_for_a_month(
    theirs, by, leader, viewer_for, client_of, clock_stands, now, ago, on_the_day, on_the_list
):
    with looking_as(system("test")), transaction.atomic():
        at = now - datetime.timedelta(hours=ago)
        record("people.number_met_elsewhere", by=by, at=at, person_id=theirs.pk)
    with looking_as(viewer_for(leader)):
        assert len(queries.number_steps(viewer_for(leader), now)) == on_the_day
    page = client_of(leader).get(reverse("people:numbers"))
    assert len(page.context["met"]) == on_the_list


def test_a_leader_of_another_team_reads_nothing_of_it(browser, theirs, other_team, client_of):
    from conftest import member
    from hjemvej.platform.access.roles import Role

    browser.post(reverse("people:create"), typed(THEIRS))
    other = client_of(member("Liv Leder Prøve", Role.LEADER, other_team))
    assert "Skrev et CPR-nummer" not in other.get(reverse("staff:today")).content.decode()


def waiting(by: Viewer, at: datetime.datetime, theirs: Person) -> Person:
    """Our citizen, brought by a list with a number that another team's citizen has."""
    ours = create(by, at, "Testa", NOBODYS)
    Person.objects.filter(pk=ours.pk).update(cpr_lookup=None, cpr_waiting=theirs.cpr_lookup)
    return Person.objects.get(pk=ours.pk)


def test_a_waiting_number_is_settled_when_nobody_else_has_it(theirs, by, now, leader, client_of):
    ours, browser = waiting(by, now, theirs), client_of(leader)
    assert "Et CPR-nummer fra et regneark" in browser.get(reverse("staff:today")).content.decode()
    page = reverse("people:numbers")
    assert "stadig" in browser.post(page, {"person": ours.pk}, follow=True).content.decode()
    Person.objects.filter(pk=theirs.pk).update(cpr_lookup=None, cpr_encrypted="")
    assert "Nummeret er skrevet" in browser.post(page, {"person": ours.pk}, follow=True).content.decode()
    ours.refresh_from_db()
    assert (ours.cpr_waiting, bool(ours.cpr_lookup)) == ("", True)
    assert browser.post(page, {"person": theirs.pk}).status_code == 404
    assert browser.post(page, {"person": "x"}).status_code == 302


def test_a_waiting_number_looks_like_any_other_to_the_team(theirs, by, now, browser):
    ours = waiting(by, now, theirs)
    with looking_as(by):
        assert [found.id for found in find_people(THEIRS, viewer=by, on=now.date())] == [ours.pk]
        assert queries.person_card(ours, viewer=by, on=now.date())["has_cpr"]
    assert browser.post(reverse("people:create"), typed(THEIRS)).url.endswith(f"{ours.pk}/")
    again = browser.post(reverse("people:person_edit", args=[ours.pk]), {"cpr": THEIRS})
    assert again.status_code == 302
    assert not Event.objects.filter(name="people.number_met_elsewhere").exists()


def test_a_waiting_number_gives_way_to_another_and_can_be_taken_away(theirs, by, now):
    ours = waiting(by, now, theirs)
    actions.set_cpr(person=ours, cpr=OURS, by=by, at=now)
    ours.refresh_from_db()
    assert (ours.cpr_waiting, bool(ours.cpr_lookup)) == ("", True)
    other = waiting(by, now, theirs)
    actions.set_cpr(person=other, cpr="", by=by, at=now)
    other.refresh_from_db()
    assert (other.number_mark, other.cpr_encrypted) == ("", "")


def test_two_records_with_the_same_number_one_of_them_waiting_become_one(theirs, by, now, clock_stands):
    ours = waiting(by, now, theirs)
    NeedToKnow.objects.create(person_id=theirs.pk, organisation_id=by.team_id, basis="inquiry", from_at=now)
    mark = theirs.cpr_lookup
    kept = merge_people(keep=ours, merge=theirs, by=by, at=now)
    kept.refresh_from_db()
    assert (kept.cpr_lookup, kept.cpr_waiting) == (mark, "")


def test_a_waiting_number_follows_a_merge_and_comes_back_when_they_were_two(theirs, by, now, clock_stands):
    ours, kept = waiting(by, now, theirs), create(by, now, "Sørine")
    mark = ours.cpr_waiting
    with looking_as(by):
        merge_people(keep=kept, merge=ours, by=by, at=now)
        (merge,) = merges_of(Person.objects.get(pk=kept.pk), viewer=by)
        assert Person.objects.get(pk=kept.pk).cpr_waiting == mark
        undo_merge(merge=merge, why="To søstre", by=by, at=now + datetime.timedelta(hours=1))
    marks = dict(Person.objects.filter(pk__in=[ours.pk, kept.pk]).values_list("pk", "cpr_waiting"))
    assert marks == {ours.pk: mark, kept.pk: ""}
