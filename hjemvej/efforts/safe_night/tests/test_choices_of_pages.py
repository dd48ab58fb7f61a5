"""Does each page choose rightly: which buttons, which night, which house stays, and what an old page may still do?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.safe_night.board.queries import steps
from hjemvej.efforts.safe_night.conftest import add_occupancy, add_request
from hjemvej.efforts.safe_night.models import Answer, Night, Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.mornings.actions import settle_night
from hjemvej.efforts.safe_night.mornings.queries.person_card import person_card
from hjemvej.platform.access.roles import PERMISSIONS, Permission, Role
from hjemvej.platform.access.viewer import looking_as, system

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("clock_stands")


@pytest.fixture
def visitor(client_of, coordinator):
    return client_of(coordinator)


@pytest.fixture
def asked(person_of, our_team, night, now):
    return add_request(person_of("Testa"), night, our_team, now)


@pytest.fixture
def on_the_way(person_of, our_team, shelter_house, places, night, now):
    person = person_of("Holdt")
    request = add_request(person, night, our_team, now)
    bed = places(shelter_house)[0]
    return add_occupancy(person, bed, "held", night, now, held_until=now + HOUR, request=request)


def page(visitor, name, *args, **headers) -> str:
    answer = visitor.get(reverse(f"safe_night:{name}", args=args), headers=headers)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_role_that_may_look_but_not_find_a_place_gets_no_button_for_it(
    visitor, client_of, support_worker, viewer_for, asked, on_the_way, person_of, shelter_house, night, now, monkeypatch
):
    last = night - DAY
    for name, outcome, house in [("Ude", "unsafe", None), ("Inde", "safe", shelter_house)]:
        Night.objects.create(person=person_of(name), night=last, outcome=outcome, house=house, recorded_at=now)
    only_looks = PERMISSIONS[Role.SUPPORT_WORKER] - {Permission.FIND_PLACE}
    monkeypatch.setitem(PERMISSIONS, Role.SUPPORT_WORKER, only_looks)
    looker, refreshing = client_of(support_worker), {"HX-Request": "true"}
    inside = [last.isoformat(), shelter_house.pk]
    for name, args, headers, buttons in [
        ("board", [], {}, ["Nogen mangler et sted", "Find plads", "Er kommet", "Ret<span"]),
        ("board", [], refreshing, ["Find plads", "Er kommet", "Ret<span"]),
        ("morning", [], {}, ["Ret natten", "Plads i nat"]),
        ("slept_inside", inside, {}, ["Ret<span"]),
    ]:
        full, bare = (page(browser, name, *args, **headers) for browser in (visitor, looker))
        assert [button for button in buttons if button in full] == buttons
        assert [button for button in buttons if button in bare] == []
    theirs = viewer_for(support_worker)
    with looking_as(theirs):
        assert steps(theirs, now) == []
        assert person_card(asked.person_id, viewer=theirs, on=night, at=now)["may_find_place"] is False


def test_a_step_says_how_many_nights_outside_only_when_there_were_any(asked, us, person_of, our_team, night, now):
    outside = add_request(person_of("Ude"), night, our_team, now + HOUR)
    for back in (1, 2):
        Night.objects.create(person=outside.person, night=night - back * DAY, outcome="unsafe", recorded_at=now)
    with looking_as(us):
        assert [step.why for step in steps(us, now)] == ["Bad om en plads", "2 nætter ude i træk"]
        type(asked).objects.filter(pk=asked.pk).update(needs=["dog"])
        assert next(iter(steps(us, now))).why == "Bad om en plads · hund", "a need is no reason"


def test_the_page_that_asks_again_gets_tonight_alone_and_another_page_the_whole(visitor, asked):
    whole = visitor.get(reverse("safe_night:board"))
    mark = {"If-None-Match": whole["ETag"]}
    assert "<html" in page(visitor, "board", **mark), "a browser that opens the page is not answered 304"
    assert "<html" not in page(visitor, "board", **{"HX-Request": "true"})
    asking = {"HX-Request": "true", "If-None-Match": '"another"'}
    assert "tonight-answer" in page(visitor, "board", **asking)


# --- mornings ------------------------------------------------------------------------------------------------------


def test_an_earlier_night_leads_on_to_the_next_and_last_night_does_not(visitor, asked, night):
    last = night - DAY
    after = reverse("safe_night:morning_of", args=[night.isoformat()])
    for name, args in (("morning", []), ("morning_of", [last.isoformat()])):
        assert after not in page(visitor, name, *args)
        assert "Natten efter" not in page(visitor, name, *args)
    earlier = page(visitor, "morning_of", (last - DAY).isoformat())
    assert reverse("safe_night:morning_of", args=[last.isoformat()]) in earlier
    assert visitor.get(after).status_code == 404
    assert visitor.get(reverse("safe_night:morning_of", args=["2000-01-01"])).status_code == 200
    assert visitor.get(reverse("safe_night:morning_of", args=["1999-12-31"])).status_code == 404


@pytest.mark.parametrize(
    ("before", "after", "keeps_house"),
    [("safe", "safe", True), ("safe", "missing", False), (None, "safe", False)],
)
def test_a_corrected_night_keeps_its_house_while_its_outcome_is_the_same(
    visitor, person_of, shelter_house, places, night, now, before, after, keeps_house
):
    person, last = person_of("Testa"), night - DAY
    if before:
        add_occupancy(person, places(shelter_house)[0], "ended", last, now, until_night=night, arrived_at=now - DAY)
        settle_night(night=last, by=system("test"), at=now)
    url = reverse("safe_night:correct_night", args=[last.isoformat(), person.pk])
    initial = dict(visitor.get(url).context["form"].initial)
    seen = initial.pop("seen")
    assert initial == ({"outcome": before, "what_happened": ""} if before else {})
    assert visitor.post(url, {"outcome": after, "what_happened": "spurgt", "seen": seen}).status_code == 302
    row = Night.objects.get(superseded_at=None)
    assert (row.outcome, row.what_happened, row.house_id) == (
        after,
        "spurgt",
        shelter_house.pk if keeps_house else None,
    )


# --- placing -------------------------------------------------------------------------------------------------------


def test_an_old_page_asks_for_no_second_place(visitor, on_the_way):
    url = reverse("safe_night:request_place", args=[on_the_way.person_id])
    visitor.post(url, {"needs": ["dog"]})
    assert PlaceRequest.objects.get().needs == []
    Occupancy.objects.update(held_until=on_the_way.made_at)
    assert visitor.post(url, {"needs": ["giraf"]}).status_code == 422
    assert visitor.post(url, {"needs": ["dog"]}).status_code == 302
    assert PlaceRequest.objects.get().needs == ["dog"]


@pytest.mark.parametrize(("nights_later", "is_over"), [(-1, True), (0, False)])
def test_only_a_night_that_is_over_is_asked_for_anew(
    visitor, asked, shelter_house, places, night, nights_later, is_over
):
    PlaceRequest.objects.update(night=night + nights_later * DAY)
    found = visitor.get(reverse("safe_night:find_place", args=[asked.pk]))
    assert found.status_code == (302 if is_over else 200)
    visitor.post(reverse("safe_night:hold_place", args=[asked.pk, places(shelter_house)[0].pk]))
    assert Occupancy.objects.exists() != is_over


@pytest.mark.parametrize("who", ["declined", "turned_away"])
def test_a_no_is_of_the_one_who_said_it(visitor, asked, shelter_house, who):
    url = reverse("safe_night:say_no", args=[asked.pk, shelter_house.pk])
    visitor.post(url, {"who": who, "words": "for langt"})
    assert Answer.objects.get().kind == who


def test_a_no_that_comes_too_late_is_refused_on_the_page(visitor, on_the_way, shelter_house):
    Occupancy.objects.update(status="staying", held_until=None)
    answer = visitor.post(
        reverse("safe_night:say_no", args=[on_the_way.request_id, shelter_house.pk]), {"who": "declined", "words": "x"}
    )
    assert (answer.status_code, Answer.objects.count()) == (422, 0)
    assert "i mellemtiden" in answer.content.decode()


def test_a_request_is_withdrawn_only_with_a_reason(visitor, asked):
    url = reverse("safe_night:withdraw_request", args=[asked.pk])
    assert visitor.post(url, {"why": ""}).status_code == 422
    asked.refresh_from_db()
    assert asked.status == "waiting"


def test_a_hold_is_made_an_hour_longer_from_its_end_or_from_now_when_that_has_passed(visitor, on_the_way, now):
    url = reverse("safe_night:extend_hold", args=[on_the_way.pk])
    for until, after in ((now + HOUR, now + 2 * HOUR), (now - HOUR, now + HOUR)):
        Occupancy.objects.update(held_until=until)
        visitor.post(url)
        assert Occupancy.objects.get().held_until == after
