"""The inbox: ordered by urgency, its filters as links, as many queries for sixty as for three; our team's alone."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from conftest import tight
from hjemvej.efforts.one_entry import actions, queries
from hjemvej.efforts.one_entry.answering import actions as answering
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.ground.casework.actions import close_course
from hjemvej.ground.casework.models import Course
from hjemvej.ground.people.actions import create_person, set_protection
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.actions import record_situation
from hjemvej.platform.access.viewer import looking_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]
INBOX = "/henvendelser/"
HOUR = datetime.timedelta(hours=1)


def counted(call) -> int:
    with CaptureQueriesContext(connection) as asked:
        call()
    return len(asked)


def shown(browser, address=INBOX) -> list[str]:
    page = browser.get(address).content.decode()
    return [part.split("</bdi>")[0].rsplit(">", 1)[1] for part in page.split('<p class="hv-task-name">')[1:]]


@pytest.fixture
def five(recorded):
    today = timezone.localdate()
    at = timezone.now() - 3 * HOUR
    recorded(at=at, about="støtte", concerns=["support"])
    recorded(at=at, about="snart ude", concerns=["losing_home"], eviction_on=today + datetime.timedelta(days=10))
    recorded(at=at, about="børn og foged", eviction_on=today + datetime.timedelta(days=10), children=1)
    recorded(at=at - HOUR, about="sov ude", concerns=["seen_outside"])
    recorded(at=at, about="intet sted", tonight="no_place")


def test_facts_and_law_decide_the_order(client_of, coordinator, five):
    listed = shown(client_of(coordinator))
    assert listed[0] == "intet sted"
    assert set(listed[1:3]) == {"sov ude", "børn og foged"}
    assert listed[3:] == ["snart ude", "støtte"]


def test_the_first_line_says_what_matters(client_of, coordinator, five, recorded):
    recorded(at=timezone.now() - 50 * HOUR, about="glemt")
    page = client_of(coordinator).get(INBOX).content.decode()
    assert (
        "Én henvendelse handler om en borger uden et sted i nat. Én skal tages op straks: borgeren kan miste sit hjem."
        " Én skulle have haft svar."
    ) in tight(page)
    assert "26 timer for sent" in page


def test_what_cannot_wait_until_tomorrow_is_a_mark_on_its_row(client_of, coordinator, recorded):
    today = timezone.localdate()
    recorded(at=timezone.now(), about="i dag", eviction_on=today, children=1)
    recorded(at=timezone.now(), about="senere", eviction_on=today + datetime.timedelta(days=1), children=1)
    page = client_of(coordinator).get(INBOX).content.decode()
    assert page.count("Fogeden kommer i dag") == 1
    assert page.index("Fogeden kommer i dag") < page.index("Udsættelse med børn i hjemmet tages op straks")
    assert "Udsættelse med børn i hjemmet tages op straks (RSL § 5 a)" in page  # each reason with its own law


def test_filters_are_links(client_of, coordinator, karen, recorded):
    mine, closed, _new = recorded(about="min", take=True), recorded(about="lukket"), recorded(about="ny")
    with looking_as(karen):
        actions.close_inquiry(inquiry=closed, outcome="advised", text="", by=karen, at=timezone.now())
    browser = client_of(coordinator)
    assert set(shown(browser)) == {"min", "ny"}
    assert shown(browser, f"{INBOX}?vis=mine") == ["min"]
    assert shown(browser, f"{INBOX}?vis=new") == ["ny"]
    assert shown(browser, f"{INBOX}?vis=closed") == ["lukket"]
    assert mine.taken_by_id == karen.user_id


@pytest.mark.parametrize(
    "address", ["?vis=noget", "?side=0", "?side=abc", "?side=٣", "?side=999999999", "?vis=closed&side=7"]
)
def test_odd_addresses_are_answered(client_of, coordinator, five, address):
    assert client_of(coordinator).get(INBOX + address).status_code == 200


def test_fifty_rows_then_more(client_of, coordinator, recorded):
    for n in range(53):
        recorded(about=f"nr {n}")
    browser = client_of(coordinator)
    assert len(shown(browser)) == 50
    assert len(shown(browser, f"{INBOX}?side=2")) == 3


def test_sixty_ask_as_often_as_three(client_of, coordinator, karen, now, recorded):
    browser = client_of(coordinator)

    def record(number):
        for n in range(number):
            recorded(new_person=f"Ukendt {n}", about=f"Ukendt {n}", take=n % 2 == 0, eviction_on=now.date())

    record(3)
    browser.get(INBOX)  # the first page of a session also writes down that it began
    pages = (INBOX, f"{INBOX}?vis=mine", f"{INBOX}?vis=closed")
    few = [counted(lambda page=page: browser.get(page)) for page in pages]
    record(57)
    assert [counted(lambda page=page: browser.get(page)) for page in pages] == few
    assert max(few) <= 20


def test_another_team_sees_nothing(client_of, colleague_in_other_team, five):
    browser = client_of(colleague_in_other_team)
    assert shown(browser) == []
    assert browser.get(f"{INBOX}{Inquiry.objects.filter(about='intet sted').get().pk}/").status_code == 404


def test_a_protected_name_never_stands_in_the_list(client_of, coordinator, karen, now, recorded):
    with looking_as(karen):
        person = create_person(by=karen, at=now, given_names="Hemmelig", surname="Prøve", protection="threatened")
    recorded(person_id=person.pk, about="Hemmelig Prøve")
    page = client_of(coordinator).get(INBOX).content.decode()
    assert "Beskyttet borger" in page
    assert "Hemmelig" not in page


def test_an_empty_inbox_says_what_will_come(client_of, coordinator):
    assert "Her kommer opkald" in client_of(coordinator).get(INBOX).content.decode()


# --- for other pages ------------------------------------------------------------------------------------------------


def test_today_asks_for_what_waits_for_me_in_two_queries(karen, recorded, support_worker, viewer_for, five):
    taken = recorded(about="kollegas")
    bo = viewer_for(support_worker)
    with looking_as(bo):
        actions.take_inquiry(inquiry=taken, by=bo, at=timezone.now())
    with looking_as(karen):
        assert counted(lambda: queries.needs_me(karen, timezone.now())) <= 2
        waiting = queries.needs_me(karen, timezone.now())
    assert waiting[0].title == "intet sted"
    assert "kollegas" not in {row.title for row in waiting}
    assert waiting[0].why == "Har ikke et sted at sove i nat"


def test_what_has_had_its_answer_waits_no_longer_unless_there_is_no_place_tonight(karen, recorded):
    for about, tonight in (("besvaret", "unknown"), ("i nat", "no_place")):
        inquiry = recorded(about=about, tonight=tonight, asker_kind="self", at=timezone.now())
        with looking_as(karen):
            answering.answer_inquiry(inquiry=inquiry, answer="Vi ringer.", by=karen, at=timezone.now())
    with looking_as(karen):
        assert [row.title for row in queries.needs_me(karen, timezone.now())] == ["i nat"]


def test_who_writes_again_after_the_answer_is_seen(client_of, coordinator, karen, recorded):
    inquiry = recorded(about="besvaret", take=True, asker_kind="self", at=timezone.now())
    with looking_as(karen):
        answering.answer_inquiry(inquiry=inquiry, answer="Vi ringer.", by=karen, at=timezone.now())
        assert queries.needs_me(karen, timezone.now()) == []
        answering.reply(inquiry=inquiry, text="Han er væk.", by=karen, at=timezone.now())
        assert [row.has_replied for row in queries.needs_me(karen, timezone.now())] == [True]
        assert "Den, der spurgte, har skrevet igen" in client_of(coordinator).get(INBOX).content.decode()
        actions.remark(inquiry=inquiry, text="Ringet.", by=karen, at=timezone.now())
        assert queries.needs_me(karen, timezone.now()) == []


@pytest.mark.parametrize("has_come", [True, False])
def test_once_the_night_has_found_a_place_the_inbox_says_so(
    client_of, coordinator, karen, recorded, night_cafe, has_come
):
    at = timezone.now()
    inquiry = recorded(new_person="Ukendt mand", tonight="no_place", take=True, where="foran Netto", at=at)
    course, browser = Course.objects.get(), client_of(coordinator)
    assert "foran Netto" in course.opened_because
    assert "et sted i nat." in browser.get(INBOX).content.decode()
    with looking_as(karen):
        close_course(course=course, outcome="Er kommet til Natcaféen", by=karen, at=timezone.now())
        if has_come:
            cafe = House.objects.create(name="Natcaféen", kind=House.Kind.NIGHT_CAFE, organisation=night_cafe)
            record_situation(
                person_id=course.person_id, kind="natvarmestue", from_on=night_of(at), house=cafe, source="Natcaféen",
                certainty="seen", by=karen, at=timezone.now(),
            )  # fmt: skip
    page = browser.get(INBOX).content.decode()
    assert "Er kommet til Natcaféen" in page
    assert "et sted i nat." not in page
    shown = browser.get(f"/henvendelser/{inquiry.pk}/").content.decode()
    assert "Find plads" not in shown
    assert ('<option value="placed" selected>' in shown) == has_come  # the citizen's own place is not our answer
    assert "skulle have haft svar" not in page


def test_the_menu_counts_those_nobody_has_taken(karen, recorded):
    recorded(about="a")
    recorded(about="b", take=True)
    with looking_as(karen):
        assert queries.count_new(karen, timezone.now()) == 1


def test_the_person_card_shows_the_inquiries_about_them(karen, recorded, now):
    with looking_as(karen):
        person = create_person(by=karen, at=now, given_names="Testa", surname="Prøve")
    for _n in range(7):
        recorded(person_id=person.pk)
    with looking_as(karen):
        card = queries.person_card(person.pk, viewer=karen, on=now.date())
    assert (len(card["inquiries"]), card["more"]) == (5, True)


def test_the_callers_words_about_a_protected_citizen_are_not_on_the_timeline(client_of, coordinator, karen, recorded):
    for name in ("Testa", "Ada"):
        recorded(new_person=name, text=f"{name} sidder på Opdigtet Allé", at=timezone.now())
    hidden, open_to_see = Person.objects.order_by("-given_names", "-description")
    with looking_as(karen):
        set_protection(person=hidden, protection="address", by=karen, at=timezone.now())
    pages = [
        client_of(coordinator).get(reverse("casework:timeline", args=[person.pk])).content.decode()
        for person in (hidden, open_to_see)
    ]
    assert ["Opdigtet Allé" in page for page in pages] == [False, True]
    assert all("Henvendelse: " in page for page in pages)
