"""Does the log say whose names a list, a search and a board showed, and to whom? Never what was typed."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.people.actions import create_person
from hjemvej.platform.access.queries import citizen_log
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event, Listed, Look


@pytest.fixture
def person(coordinator, viewer_for, now):
    """Make a citizen, and a bystander whom no search here means."""
    by = viewer_for(coordinator)
    with looking_as(by):
        create_person(by=by, at=now, given_names="Bodil", surname="Bystander")
        return create_person(by=by, at=now, given_names="Quxibald", surname="Prøvesen")


def listed():
    return sorted(Listed.objects.values_list("page", "person_id", "user_id"))


def test_a_search_leaves_a_line_for_each_whom_it_showed(client_of, coordinator, person):
    answer = client_of(coordinator).post(reverse("staff:search"), {"q": "Quxibald"})
    assert "Quxibald Prøvesen" in answer.content.decode()
    assert listed() == [("staff.search", person.pk, coordinator.pk)]
    assert not Look.objects.exists()
    assert "Quxibald" not in str(list(Event.objects.values()))


def test_each_search_within_a_minute_is_logged_for_whom_it_showed(client_of, coordinator, leader, person, clock_stands):
    for user, typed in ((coordinator, "Bodi"), (coordinator, "Quxi"), (coordinator, "Quxib"), (leader, "Quxib")):
        client_of(user).post(reverse("people:find"), {"q": typed})
    of_the_person = [line for line in listed() if line[1] == person.pk]
    assert of_the_person == sorted(("people.find", person.pk, user.pk) for user in (coordinator, leader))
    assert len(listed()) == 3


def test_a_page_about_one_citizen_is_a_look_and_no_list(client_of, coordinator, person):
    client_of(coordinator).get(reverse("staff:person", args=[person.pk]))
    assert Look.objects.filter(person_id=person.pk, page="staff.person").exists()
    assert listed() == []


def test_who_is_shown_nobody_leaves_nothing(client_of, coordinator, person):
    client_of(coordinator).post(reverse("staff:search"), {"q": "Zzyzxx"})
    client_of(coordinator).get(reverse("one_entry:inbox"))
    assert listed() == []


def test_the_citizens_log_tells_of_the_lists_of_a_day_in_one_line(client_of, clock_stands, coordinator, person):
    for page in ("staff:search", "people:find"):
        client_of(coordinator).post(reverse(page), {"q": "Quxibald"})
    Listed.objects.create(
        at=timezone.now() - datetime.timedelta(days=1), user_id=coordinator.pk, person_id=person.pk, page="staff.today"
    )
    lines = [line for line in citizen_log(person.pk, without={}) if line.what.startswith("Stod på en liste")]
    assert [(line.what, line.who) for line in lines] == [
        ("Stod på en liste: en søgning", coordinator.name),
        ("Stod på en liste: I dag", coordinator.name),
    ]
    page = client_of(coordinator).get(reverse("access:log", args=[person.pk])).content.decode()
    paper = client_of(coordinator).get(reverse("access:log_on_paper", args=[person.pk])).content.decode()
    assert all("Stod på en liste: en søgning" in text for text in (page, paper))
