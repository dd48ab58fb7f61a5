"""Which inquiries stand where, and what happens to one at the edge of each rule? One row differs at a time."""

import dataclasses
import datetime

import pytest
from django.http import Http404
from django.urls import reverse

from hjemvej.efforts.one_entry import access, actions, queries
from hjemvej.efforts.one_entry.answering import actions as answering
from hjemvej.efforts.one_entry.models import Inquiry, InquiryStep
from hjemvej.ground.casework.actions import close_course
from hjemvej.ground.casework.models import Course
from hjemvej.ground.law.models import Provision
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event
from tests import bystanders

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def mona(karen, now) -> Person:
    with looking_as(karen):
        return create_person(by=karen, at=now, given_names="Mona", surname="Mønster")


def steps(inquiry: Inquiry) -> list[str]:
    return list(InquiryStep.objects.filter(inquiry=inquiry).order_by("pk").values_list("kind", flat=True))


# --- lists ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "next_page"), [(50, None), (51, 2)])
def test_there_is_a_next_page_when_there_is_more(karen, our_team, now, number, next_page):
    facts = {"received_at": now, "recorded_at": now, "channel": "phone", "asker_kind": "neighbour"}
    Inquiry.objects.bulk_create(Inquiry(organisation=our_team, **facts) for _ in range(number))
    with looking_as(karen):
        found = queries.inbox("all", viewer=karen, at=now)
    assert (len(found.rows), found.next_page) == (50, next_page)


@pytest.mark.parametrize(("number", "more"), [(5, False), (6, True)])
def test_the_card_says_when_there_are_more_than_five(karen, mona, recorded, now, number, more):
    for _ in range(number):
        recorded(person_id=mona.pk)
    with looking_as(karen):
        card = queries.person_card(mona.pk, viewer=karen, on=now.date())
    assert (len(card["inquiries"]), card["more"]) == (5, more)


def test_a_role_that_handles_none_is_shown_none_and_opens_none(karen, mona, recorded, now):
    inquiry = recorded(person_id=mona.pk)
    administrator = dataclasses.replace(karen, role=Role.ADMINISTRATOR)
    for viewer, number in ((karen, 1), (administrator, 0)):
        with looking_as(viewer):
            assert len(queries.person_card(mona.pk, viewer=viewer, on=now.date())["inquiries"]) == number
            assert len(queries.needs_me(viewer, now)) == number
    of_nobody_known = recorded(about="en mand ved søen")
    for each in (inquiry, of_nobody_known):
        with looking_as(administrator), pytest.raises(Http404):
            access.open_inquiry(administrator, each.pk, page="one_entry.inquiry", at=now)


def test_a_closed_inquiry_is_shown_as_closed_however_late_it_was(karen, recorded, now):
    inquiry = recorded(received_at=now - datetime.timedelta(days=30), status="closed", closed_at=now, outcome="advised")
    with looking_as(karen):
        [row] = queries.rows([inquiry], now, viewer=karen)
    assert (row.chip.text, row.late, row.has_replied) == ("afsluttet", "", False)


def test_what_we_sent_ourselves_is_not_counted_as_new_with_us(recorded, karen, shelter_worker, viewer_for, now):
    signe = viewer_for(shelter_worker)
    recorded(channel="partner", sent_by_id=signe.team_id)
    for viewer, number in ((karen, 1), (signe, 0)):
        with looking_as(viewer):
            assert queries.count_new(viewer, now) == number


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ({"about": "en mand", "text": "Han fryser"}, "en mand"),
        ({"text": "Han fryser"}, "”Han fryser”"),
        ({}, "Nogen uden navn"),
    ],
)
def test_what_an_inquiry_about_nobody_is_called(recorded, said, title):
    assert queries.title(recorded(**said)) == title


@pytest.mark.parametrize(
    ("said", "hours", "why"),
    [
        ({"concerns": ["support"]}, 1, "Har brug for støtte i sit hjem · Nabo eller forbipasserende"),
        ({"concerns": ["support"]}, 27, "svaret er 3 timer for sent"),
        ({"eviction_on": datetime.date(2026, 12, 1), "children": 1}, 1,
         "Udsættelse med børn i hjemmet tages op straks (RSL § 5 a) · Fogeden kommer 1.12.2026, om 11 dage · "
         "Et barn i husstanden (barnets lov)"),
        ({"eviction_on": datetime.date(2026, 11, 20), "children": 1}, 1,
         "Fogeden kommer i dag · Udsættelse med børn i hjemmet tages op straks (RSL § 5 a) · "
         "Et barn i husstanden (barnets lov)"),
    ],
)  # fmt: skip
def test_a_step_of_the_day_says_why(karen, recorded, now, said, hours, why):
    recorded(**said)
    with looking_as(karen):
        (step,) = queries.steps(karen, now + hours * HOUR)
    assert step.why == why
    assert step.due_at > now


def test_without_a_goal_of_our_own_an_inquiry_waits_from_when_it_came(client_of, coordinator, karen, recorded, now):
    Provision.objects.filter(key="inquiry_first_answer").delete()
    inquiry = recorded(about="en mand")
    with looking_as(karen):
        (step,) = queries.steps(karen, now + 99 * HOUR)
        assert queries.urgency_of(inquiry, now, viewer=karen).due_at is None
    assert (step.due_at, step.chip) == (now, "åben")


def test_an_eviction_from_before_the_law_has_no_day_of_decision(karen, recorded, now):
    inquiry = recorded(about="en mand", eviction_on=now.date() + DAY)

    def told():
        with looking_as(karen):
            return [reason.text for reason in queries.urgency_of(inquiry, now, viewer=karen).reasons]

    assert len(told()) == 2
    Provision.objects.filter(key="eviction_decision").delete()
    assert told() == ["Fogeden kommer i morgen"]


# --- the night ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "why"),
    [
        (2, "Er kommet til Natcaféen"),
        (20, "Havde ikke et sted 20.11.2026. Hvor sover borgeren i nat? · Er set sove ude"),
    ],
)
def test_what_the_night_found_is_told_of_that_night_and_that_inquiry_alone(karen, mona, recorded, now, hours, why):
    first = recorded(person_id=mona.pk, tonight="no_place", concerns=["seen_outside"])
    other = recorded(person_id=mona.pk, concerns=["support"])
    with looking_as(karen):
        close_course(course=Course.objects.get(), outcome="Er kommet til Natcaféen", by=karen, at=now + hours * HOUR)
        rows = queries.rows([first, other], now + hours * HOUR, viewer=karen)
    assert [row.why for row in rows] == [why, ""]


# --- the same twice -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ({"text": "Han fryser"}, {"text": "han FRYSER"}, True),
        ({"about": "en mand"}, {"about": "En mand"}, True),
        ({"asker_contact": "a@a.example"}, {"asker_contact": "a@a.example"}, True),
        ({"text": "Han fryser"}, {"text": "Hun fryser"}, False),
        ({}, {}, False),
        ({"text": "Han fryser"}, {"text": "Han fryser", "days": 7}, True),
        ({"text": "Han fryser"}, {"text": "Han fryser", "days": 8}, False),
        ({"text": "Han fryser"}, {"text": "Han fryser", "days": -8}, False),
    ],
)
def test_which_inquiries_are_perhaps_the_same(karen, recorded, now, one, other, is_alike):
    days = other.pop("days", 0)
    first, second = recorded(**one), recorded(**other, received_at=now + days * DAY)
    with looking_as(karen):
        found = queries.look_alikes(first, viewer=karen)
    assert found == ([second] if is_alike else [])


def test_inquiries_about_the_same_citizen_are_perhaps_the_same(karen, mona, recorded):
    first, second, _other = recorded(person_id=mona.pk), recorded(person_id=mona.pk), recorded()
    with looking_as(karen):
        assert queries.look_alikes(first, viewer=karen) == [second]


def test_a_reply_sent_twice_is_one_and_another_is_another(karen, recorded, now):
    inquiry = recorded()
    with looking_as(karen):
        for text in ("Han er væk.", "Han er væk.", "Nu er han der.", "Nu er han der."):
            answering.reply(inquiry=inquiry, text=text, by=karen, at=now)
        actions.remark(inquiry=inquiry, text="Nu er han der.", by=karen, at=now)
        answering.reply(inquiry=inquiry, text="Nu er han der.", by=karen, at=now)
    assert steps(inquiry) == ["replied", "replied", "remark", "replied"]


def test_who_takes_their_own_or_opens_what_is_open_changes_nothing(karen, recorded, support_worker, viewer_for, now):
    inquiry, bo = recorded(take=True), viewer_for(support_worker)
    with looking_as(karen):
        actions.take_inquiry(inquiry=inquiry, by=karen, at=now + HOUR)
    with looking_as(bo):
        actions.reopen_inquiry(inquiry=inquiry, why="For en sikkerheds skyld", by=bo, at=now + HOUR)
    inquiry.refresh_from_db()
    assert (steps(inquiry), inquiry.taken_by_id, inquiry.taken_at) == (["taken"], karen.user_id, now)
    assert not Event.objects.filter(name="one_entry.inquiry_reopened").exists()


# --- who receives, and whom it is about -----------------------------------------------------------------------------


def test_nobody_else_than_a_colleague_is_given_an_inquiry(karen, recorded, colleague_in_other_team, now):
    inquiry = recorded()
    with looking_as(karen), pytest.raises(actions.NotAColleague):
        actions.pass_on(inquiry=inquiry, to_id=colleague_in_other_team.pk, word="", by=karen, at=now)
    assert steps(inquiry) == []


def test_what_a_partner_or_the_system_records_is_the_teams_and_nobodys_yet(our_team, shelter_worker, viewer_for, now):
    for by, take in ((viewer_for(shelter_worker), False), (system("test"), True)):
        inquiry = actions.record_inquiry(by=by, at=now, channel="phone", asker_kind="neighbour", take=take)
        assert (inquiry.organisation_id, inquiry.status, inquiry.taken_by_id) == (our_team.pk, "new", None)


def test_without_a_team_nobody_receives(our_team):
    Organisation.objects.filter(pk=our_team.pk).update(is_active=False)
    with bystanders.away(), pytest.raises(actions.NobodyReceives):
        actions.receiving_team()


def test_nobody_new_is_created_when_somebody_is_chosen(mona, recorded):
    assert recorded(person_id=mona.pk, new_person="Mona i rød jakke").person_id == mona.pk
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "is_named", "names"),
    [
        ("Testa Opdigtet", True, ("Testa", "Opdigtet", "")),
        ("Testa Opdigtet", False, ("", "", "Testa Opdigtet")),
        ("Testa", True, ("", "", "Testa")),  # half a name tells whom we mean, and is no name yet
    ],
)
def test_a_name_is_a_given_name_and_a_surname(recorded, words, is_named, names):
    recorded(new_person=words, is_named=is_named)
    assert Person.objects.values_list("given_names", "surname", "description").get() == names


# --- the page -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "typed"),
    [
        ("link_person", {"about": "", "person": "none"}),
        ("link_person", {"person": "new"}),
        ("remark", {"text": " "}),
        ("ask_back", {"question": ""}),
        ("pass_on", {"to": ""}),
    ],
)
def test_a_form_without_an_answer_is_refused_and_nothing_is_written(client_of, coordinator, recorded, way, typed):
    inquiry = recorded(about="en mand", channel="public")
    answer = client_of(coordinator).post(reverse(f"one_entry:{way}", args=[inquiry.pk]), typed)
    assert (answer.status_code, steps(inquiry), Person.objects.count()) == (422, [], 0)
    assert [one.name for one in answer.context["ways"] if one.is_open] == [way]


def test_it_is_opened_again_with_a_reason_alone(client_of, coordinator, karen, recorded, now):
    inquiry = recorded(about="en mand")
    with looking_as(karen):
        actions.close_inquiry(inquiry=inquiry, outcome="advised", text="", by=karen, at=now)
    answer = client_of(coordinator).post(reverse("one_entry:reopen_inquiry", args=[inquiry.pk]), {"why": ""})
    assert (answer.status_code, steps(inquiry)) == (422, ["closed"])


def test_who_is_like_the_place_is_offered_where_nothing_is_said_of_whom(client_of, coordinator, karen, recorded, now):
    with looking_as(karen):
        known = create_person(by=karen, at=now, description="Ukendt mand, busterminalen")
    for said, found in (({"where": "busterminalen"}, [known.pk]), ({"about": "Gvfgv", "where": "busterminalen"}, [])):
        page = client_of(coordinator).get(reverse("one_entry:inquiry", args=[recorded(**said).pk]))
        assert [one.id for one in page.context["found"]] == found


def test_an_unknown_list_is_all_that_is_open(client_of, coordinator, recorded):
    recorded(about="en mand")
    page = client_of(coordinator).get(reverse("one_entry:inbox"), {"vis": "noget", "side": "٣"})
    assert (page.context["chosen"], page.context["inbox"].page) == ("all", 1)
