"""Does a slip of the finger in a rule erase nobody before it could be seen?"""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.casework.models import Course
from hjemvej.ground.law.models import Provision
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.people.models import Person
from hjemvej.ground.retention.queries.due import due
from hjemvej.platform.access.viewer import system
from hjemvej.platform.identity.models import User
from tests import rows

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 20)
IN_A_MONTH = TODAY + datetime.timedelta(days=30)


@pytest.fixture(autouse=True)
def _still(clock_stands) -> None:
    """Three citizens: still for three years, still with an open course, and seen today."""
    old = timezone.now() - datetime.timedelta(days=3 * 366)
    Person.objects.create(given_names="Stille", surname="Prøve", created_at=old)
    opened = Person.objects.create(given_names="Åben", surname="Prøve", created_at=old)
    rows.saved(Course, person=opened, opened_at=old)
    Person.objects.create(given_names="Ny", surname="Prøve", created_at=timezone.now())


@pytest.fixture
def change(client_of: Callable[[User], Client], leader: User) -> Callable[..., str]:
    browser = client_of(leader)

    def change(key: str = "keep_citizen", **typed: str) -> str:
        words = {
            "paragraph": "GDPR",
            "text": "Prøve",
            "certainty": "L",
            "valid_from": f"{IN_A_MONTH:%d/%m-%Y}",
            **typed,
        }
        return browser.post(reverse("law:change_provision", args=[key]), words, follow=True).content.decode()

    return change


def days(key: str) -> list[tuple[datetime.date, int]]:
    later = Provision.objects.filter(key=key).order_by("valid_from")[1:]
    return [(version.valid_from, int(version.value)) for version in later]


def test_a_lesser_length_waits_and_says_first_how_many_go(change):
    assert timezone.localdate() == TODAY
    for day in ("20/11-2026", "19/12-2026", "1/1-2000"):
        assert "kan tidligst gælde fra" in change(value="1", valid_from=day, is_meant="on")
        assert due(on=TODAY, viewer=system("test")) == []
    asked = change(value="1")
    assert "1 borger mere slettes" in asked
    assert days("keep_citizen") == []
    change(value="1", is_meant="on")
    assert days("keep_citizen") == [(IN_A_MONTH, 1)]
    assert provision_on("keep_citizen", TODAY).value == 5


def test_a_longer_length_begins_at_once_and_takes_back_what_waits(change):
    change(value="1", is_meant="on")
    change(value="6", valid_from="20/11-2026")
    change(value="6")
    assert days("keep_citizen") == [(TODAY, 6), (IN_A_MONTH, 6)]


def test_what_erases_nobody_is_not_asked_about(change):
    change(value="4")
    change("hold_lasts", value="1", valid_from="20/11-2026")
    assert (days("keep_citizen"), days("hold_lasts")) == ([(IN_A_MONTH, 4)], [(TODAY, 1)])


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("archive_before_erasing", "0", "uden at arkivet får dem"), ("keep_log", "2", "ældre end 2 år"),
        ("keep_job", "1", "ældre end 1 dag"),
    ],
)  # fmt: skip
def test_the_archive_and_the_log_are_asked_about_too(change, key: str, value: str, said: str):
    assert said in change(key, value=value)
    assert days(key) == []
    assert "kan tidligst" in change(key, value=value, valid_from="20/11-2026", is_meant="on")


def test_the_wait_itself_is_no_shorter_than_a_fortnight_and_lessens_after_a_wait(change):
    assert "fra 14 til" in change("erasing_notice", value="13")
    assert "kan tidligst" in change("erasing_notice", value="14", valid_from="20/11-2026")
    change("erasing_notice", value="14")
    assert days("erasing_notice") == [(IN_A_MONTH, 14)]


def test_the_leaders_page_tells_what_a_change_that_waits_takes(change, client_of, leader):
    change(value="1", is_meant="on")
    page = client_of(leader).get(reverse("retention:preview")).content.decode()
    assert "Ingen borger slettes nu." in page
    assert "1 borger mere slettes" in page
    assert "0 borgere" not in page
    assert page.count("der aldrig blev knyttet til en borger") == 1
