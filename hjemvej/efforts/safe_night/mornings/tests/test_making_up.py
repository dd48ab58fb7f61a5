"""Is every person's night settled once, and does a corrected night stay corrected?"""

import datetime

import pytest

from hjemvej.efforts.safe_night.conftest import situation
from hjemvej.efforts.safe_night.models import Night, Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.mornings.actions import correct_night, settle_night
from hjemvej.efforts.safe_night.mornings.queries.figures import unsafe_nights
from hjemvej.efforts.safe_night.mornings.queries.person_card import person_card
from hjemvej.efforts.safe_night.placing.actions import holding, requesting
from hjemvej.efforts.safe_night.queries.nights import nights_outside
from hjemvej.efforts.safe_night.staying.actions import stays
from hjemvej.ground.law.models import Provision
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import system
from hjemvej.platform.audit.models import Event

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
MACHINE = system("Natten gøres op")


@pytest.fixture
def four(now):
    """04:00 in Copenhagen, the morning after."""
    return datetime.datetime(2026, 11, 21, 3, 0, tzinfo=datetime.UTC)


def outcomes() -> dict[str, tuple[str, str]]:
    rows = Night.objects.select_related("person")
    return {row.person.given_names: (row.outcome, row.what_happened) for row in rows}


def test_the_night_is_made_up_for_everybody(placed, person_of, us, shelter_house, cafe_house, places, night, now, four):
    stays.confirm_arrival(occupancy=placed("Inde", cafe_house), by=us, at=now)
    stays.did_not_come(occupancy=placed("Komikke", shelter_house), by=us, at=now)
    placed("Udløb", shelter_house)
    no_place = person_of("Uden")
    request = requesting.request_place(person_id=no_place.pk, night=night, needs=(), by=us, at=now)
    holding.decline(request=request, house=shelter_house, words="for langt", by=us, at=now)
    outside = person_of("Gade")
    Situation.objects.create(
        person=outside, kind="gade", from_on=night - DAY, source="os", certainty="seen", recorded_at=now - DAY
    )
    result = settle_night(night=night, by=MACHINE, at=four)
    assert result == {"safe": 0, "chair": 1, "unsafe": 2, "missing": 2, "not_assessed": 0}
    assert outcomes() == {
        "Inde": ("chair", ""),
        "Komikke": ("missing", "Kom ikke til Forsorgshjemmet Prøve."),
        "Udløb": ("missing", "Pladsen på Forsorgshjemmet Prøve udløb."),
        "Uden": ("unsafe", "Sagde nej til Forsorgshjemmet Prøve: ”for langt”."),
        "Gade": ("unsafe", "Sover ude, så vidt vi ved. Ingen bad om en plads."),
    }
    assert set(PlaceRequest.objects.values_list("status", flat=True)) == {"placed", "unmet"}
    assert Occupancy.objects.get(house=cafe_house).status == "ended"


def test_made_up_again_changes_nothing_and_keeps_corrections(placed, us, shelter_house, night, now, four):
    held = placed("Komikke", shelter_house)
    settle_night(night=night, by=MACHINE, at=four)
    what = "mødt af gadeteamet kl. 7.10, sov i kælderskakt"
    correct_night(
        person_id=held.person_id, night=night, outcome="unsafe", what_happened=what, slept_outside=True, by=us,
        at=four + 4 * HOUR,
    )  # fmt: skip
    settle_night(night=night, by=MACHINE, at=four + 5 * HOUR)
    assert outcomes() == {"Komikke": ("unsafe", what)}
    assert situation(held.person_id, night) == "gade"
    assert Event.objects.filter(name="safe_night.night_made_up").count() == 1


def test_a_night_in_a_night_cafe_is_over_in_the_morning_and_the_street_resumes(
    placed, us, cafe_house, night, now, four
):
    held = placed("Testa", cafe_house)
    Situation.objects.create(
        person_id=held.person_id, kind="gade", from_on=night - DAY, source="os", certainty="seen",
        recorded_at=now - DAY,
    )  # fmt: skip
    stays.confirm_arrival(occupancy=held, by=us, at=now)
    settle_night(night=night, by=MACHINE, at=four)
    assert situation(held.person_id, night) == "natvarmestue"
    assert situation(held.person_id, night + DAY) == "gade"
    settle_night(night=night + DAY, by=MACHINE, at=four + DAY)
    assert nights_outside([held.person_id], night + 2 * DAY, viewer=us) == {held.person_id: 1}


def test_a_house_stops_seeing_a_guest_some_days_after(placed, us, shelter_house, night, now, four, clock_stands):
    held = placed("Testa", shelter_house)
    stays.confirm_arrival(occupancy=held, by=us, at=now)
    stays.depart(occupancy=held, discharged_to="own_home", by=us, at=now + DAY)
    guests = NeedToKnow.objects.filter(basis="guest", until_at=None)
    settle_night(night=night + DAY, by=MACHINE, at=four + DAY)
    assert guests.count() == 1
    settle_night(night=night + 5 * DAY, by=MACHINE, at=four + 5 * DAY)
    assert guests.count() == 1  # a week: a guest who comes again is known again
    settle_night(night=night + 9 * DAY, by=MACHINE, at=four + 9 * DAY)
    assert guests.count() == 0


@pytest.mark.parametrize(("days", "after", "sees"), [(3, 3 * DAY, False), (3, 3 * DAY - HOUR, True), (5, 3 * DAY, True),
                                                     (5, 5 * DAY, False), (None, 50 * DAY, True)])  # fmt: skip
def test_how_many_days_after_is_a_rule_of_the_law(
    placed, us, shelter_house, night, now, clock_stands, days, after, sees
):
    rule = Provision.objects.filter(key="need_ends_after_stay", valid_to=None)
    rule.update(valid_to=night - DAY) if days is None else rule.update(value=days)
    held = placed("Testa", shelter_house)
    stays.confirm_arrival(occupancy=held, by=us, at=now)
    stays.depart(occupancy=held, discharged_to="own_home", by=us, at=now + DAY)
    settle_night(night=night + DAY, by=MACHINE, at=now + DAY + after)
    assert NeedToKnow.objects.filter(basis="guest", until_at=None).exists() == sees


def test_nights_without_a_safe_place_are_counted_as_people_and_nights(person_of, us, night, now):
    first, second = person_of("Testa"), person_of("Eksempel")
    for days_back, person, outcome in [(1, first, "unsafe"), (2, first, "unsafe"), (2, second, "unsafe"),
                                       (3, second, "missing"), (40, second, "unsafe")]:  # fmt: skip
        Night.objects.create(person=person, night=night - days_back * DAY, outcome=outcome, recorded_at=now)
    counted = unsafe_nights(viewer=us, from_night=night - 30 * DAY, until_night=night)
    assert (counted.nights, counted.people, counted.missing) == (3, 2, 1)
    assert counted.per_night[-3:] == [(night - 3 * DAY, 0), (night - 2 * DAY, 2), (night - DAY, 1)]
    assert nights_outside([first.pk, second.pk], night, viewer=us) == {first.pk: 2}


def test_shelter_days_are_told_with_the_rule(placed, us, shelter_house, night, now):
    held = placed("Testa", shelter_house)
    stays.confirm_arrival(occupancy=held, by=us, at=now)
    card = person_card(held.person_id, viewer=us, on=night + 10 * DAY, at=now + 10 * DAY)
    assert (card["shelter_days"].used, card["shelter_days"].remaining) == (11, 79)
    assert card["shelter_rule"].paragraph == "SEL § 177"
