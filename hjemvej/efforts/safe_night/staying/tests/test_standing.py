"""Does everything that follows from a house's paragraph follow it when it is corrected, and stand as it was known?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.safe_night.conftest import add_house
from hjemvej.efforts.safe_night.models import AdmissionNotice, Night, Occupancy
from hjemvej.efforts.safe_night.mornings.actions import settle_night
from hjemvej.efforts.safe_night.mornings.queries.figures import unsafe_nights
from hjemvej.efforts.safe_night.staying.actions.stays import confirm_arrival
from hjemvej.efforts.safe_night.staying.queries.shelter_days import shelter_clock
from hjemvej.ground.shelters.actions import NothingToCorrect, NotYet, change_paragraph, would_touch
from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import ALWAYS, spans_under, under_from
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.queries import situations_of
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event

DAY = datetime.timedelta(days=1)
BY = system("test")


@pytest.fixture
def house(shelter):
    return add_house("Kvindehuset Prøve", House.Kind.WOMENS_HOUSE, shelter, 2)


@pytest.fixture
def later(now):
    return now + 5 * DAY


@pytest.fixture
def guests(placed, house, shelter_house, us, now, night, later):
    """A guest of a women's house (§ 109) for five nights, and a bystander in a § 110 shelter."""
    found = {}
    for name, where in (("Testa", house), ("Tilskuer", shelter_house)):
        held = placed(name, where)
        with looking_as(us):
            found[name] = confirm_arrival(occupancy=Occupancy.objects.get(pk=held.pk), by=us, at=now)
    with looking_as(BY):
        for number in range(5):
            settle_night(night=night + number * DAY, by=BY, at=now + number * DAY + datetime.timedelta(hours=18))
    return found


def slept(stay, known_at=None):
    rows = situations_of(stay.person_id, viewer=BY, known_at=known_at)
    return [(row.kind, row.from_on, row.until_on) for row in rows]


def counted(night, known_at=None):
    found = unsafe_nights(viewer=BY, from_night=night, until_night=night + 5 * DAY, known_at=known_at)
    return found.every.nights, found.beside.nights


def days_of(stay, on):
    clock = shelter_clock([Occupancy.objects.select_related("house").get(pk=stay.pk)], on)
    return clock[0].used if clock else None


def test_what_was_wrong_all_the_time_is_made_again_and_what_was_known_stands(guests, house, us, night, later):
    stay, bystander = guests["Testa"], guests["Tilskuer"]
    before = later - datetime.timedelta(hours=1)
    with looking_as(BY):
        assert slept(stay) == [("krisecenter", night, None)]
        assert counted(night) == (5, 5)
        assert days_of(stay, night + 4 * DAY) is None
        untouched = slept(bystander)
    with looking_as(us):
        shown = would_touch(house=house, paragraph="110", from_on=ALWAYS, at=later)
        made = change_paragraph(house=house, paragraph="110", from_on=ALWAYS, by=us, at=later)
    assert shown == made
    assert (made.stays, made.people, made.situations, made.notices_begun, made.notices_ended) == (1, 1, 1, 1, 0)
    with looking_as(BY):
        assert slept(stay) == [("herberg", night, None)]
        assert slept(stay, before) == [("krisecenter", night, None)]  # as known then
        assert (counted(night), counted(night, before)) == ((10, 0), (5, 5))
        assert Night.objects.filter(person_id=stay.person_id, superseded_at=None, in_homelessness=True).count() == 5
        assert days_of(stay, night + 4 * DAY) == 5
        assert AdmissionNotice.objects.get(occupancy=stay).admitted_on == night
        assert slept(bystander) == untouched
        assert Event.objects.get(name="shelters.paragraph_changed").details["stays"] == 1


def test_from_a_day_the_nights_before_keep_their_paragraph(guests, house, us, night, later):
    stay, from_on = guests["Testa"], night + 2 * DAY
    with looking_as(us):
        change_paragraph(house=house, paragraph="110", from_on=from_on, by=us, at=later)
    with looking_as(BY):
        assert slept(stay) == [("krisecenter", night, from_on), ("herberg", from_on, None)]
        assert counted(night) == (8, 2)
        assert days_of(stay, night + 4 * DAY) == 3
        assert AdmissionNotice.objects.get(occupancy=stay).admitted_on == from_on


def test_a_stay_that_was_none_by_110_takes_its_notice_back(guests, shelter_house, us, later, night):
    stay = guests["Tilskuer"]
    with looking_as(us):
        made = change_paragraph(house=shelter_house, paragraph="109", from_on=ALWAYS, by=us, at=later)
    assert made.notices_ended == 1
    with looking_as(BY):
        assert slept(stay) == [("krisecenter", night, None)]
        assert not AdmissionNotice.objects.filter(occupancy=stay).exists()
        assert days_of(stay, night + 4 * DAY) is None


def test_what_somebody_wrote_otherwise_is_left_alone(guests, house, us, night, later):
    """One night was told to be outside, and stands; a stay in the house that a colleague knew otherwise stands too."""
    stay = guests["Testa"]
    with looking_as(BY):
        record_situation(
            person_id=stay.person_id, kind="gade", from_on=night + DAY, until_on=night + 2 * DAY, by=BY, at=later,
            source="x", certainty="seen",
        )  # fmt: skip
        record_situation(
            person_id=stay.person_id, kind="hotel", from_on=night + 3 * DAY, house=house, by=BY, at=later, source="x",
            certainty="seen",
        )  # fmt: skip
    with looking_as(us):
        made = change_paragraph(house=house, paragraph="110", from_on=ALWAYS, by=us, at=later)
    assert (made.situations, made.left_alone) == (2, 1)
    with looking_as(BY):
        assert [kind for kind, _from, _until in slept(stay)] == ["herberg", "gade", "herberg", "hotel"]


def test_a_day_to_come_and_what_stands_already_are_refused(guests, house, us, later):
    with looking_as(us):
        with pytest.raises(NotYet, match="Dagen er ikke kommet"):
            change_paragraph(house=house, paragraph="110", from_on=later.date() + DAY, by=us, at=later)
        with pytest.raises(NothingToCorrect, match="Sådan står det allerede"):
            change_paragraph(house=house, paragraph="109", from_on=ALWAYS, by=us, at=later)


def test_a_house_may_change_twice(night):
    house = House(kind=House.Kind.WOMENS_HOUSE)
    first = under_from(house, "110", night)
    second = under_from(first, "transitional", night + 10 * DAY)
    assert [second.stands_under_on(night + number * DAY) for number in (-1, 0, 9, 10)] == [
        "109", "110", "110", "transitional"
    ]  # fmt: skip
    assert spans_under(second, "110", night - 5 * DAY, None) == [(night, night + 10 * DAY)]
    assert under_from(second, "110", ALWAYS).stood_under == []
    back = under_from(second, "109", night + 3 * DAY)
    assert [back.stands_under_on(night + number * DAY) for number in (-1, 0, 2, 3, 12)] == [
        "109", "110", "110", "109", "109"
    ]  # fmt: skip


@pytest.fixture
def page(client_of, coordinator, house, our_team):
    House.objects.filter(pk=house.pk).update(organisation=our_team)
    browser, address = client_of(coordinator), reverse("shelters:change_paragraph", args=[house.pk])

    def post(**said):
        return browser.post(address, {"paragraph": "110", "since": "always", "from_on": "", "seen": ""} | said)

    return post


def test_what_it_touches_is_shown_before_it_is_saved(guests, house, page):
    shown = page().content.decode()
    assert "1 ophold bliver lavet om" in shown
    assert "Intet er gemt endnu" in shown
    assert House.objects.get(pk=house.pk).stands_under == "109"
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    assert "1 ophold bliver lavet om" in page(seen="110 2026-01-01").content.decode()  # another choice was shown
    assert page(seen=seen).status_code == 302
    assert House.objects.get(pk=house.pk).stands_under == "110"


def test_a_day_that_is_lacking_is_asked_for(guests, page):
    refused = page(since="day")
    assert refused.status_code == 422
    assert "Skriv den første nat, det gælder" in refused.content.decode()


def test_another_kind_does_not_change_the_paragraph_in_silence(guests, client_of, coordinator, house, our_team):
    House.objects.filter(pk=house.pk).update(organisation=our_team)
    said = {
        "name": "Kvindehuset Prøve", "kind": "shelter", "organisation_id": str(our_team.pk),
        "municipality_code": "350", "order": "0", "is_active": "on",
    }  # fmt: skip
    answer = client_of(coordinator).post(reverse("shelters:change_house", args=[house.pk]), said)
    assert answer.status_code == 422
    assert "Så bor man der efter noget andet (Forsorgshjem eller herberg (§ 110))" in answer.content.decode()
    assert House.objects.get(pk=house.pk).kind == "womens_house"
