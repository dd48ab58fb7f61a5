"""Does what follows from a stay follow from the house's own paragraph, whatever it is called?"""

import datetime

import pytest

from hjemvej.efforts.safe_night.conftest import add_house
from hjemvej.efforts.safe_night.models import AdmissionNotice, Night, Occupancy
from hjemvej.efforts.safe_night.mornings.actions import settle_night
from hjemvej.efforts.safe_night.mornings.queries.figures import unsafe_nights
from hjemvej.efforts.safe_night.staying.actions.stays import confirm_arrival
from hjemvej.efforts.safe_night.staying.queries.shelter_days import shelter_clock
from hjemvej.ground.known.models import Fact
from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event


@pytest.mark.parametrize(
    ("kind", "stated", "sleeps", "has_clock"),
    [
        ("shelter", "", "herberg", True), ("womens_house", "", "krisecenter", False),
        ("womens_house", "110", "herberg", True), ("acute_flat", "", "natvarmestue", False),
        ("acute_flat", "110", "herberg", True), ("acute_flat", "transitional", "udslusning", False),
        ("shelter", "109", "krisecenter", False), ("hotel", "", "hotel", False),
    ],
)  # fmt: skip
def test_situation_notice_and_days_follow_from_the_houses_own_paragraph(
    placed, us, shelter, shelter_house, night, now, kind, stated, sleeps, has_clock
):
    """A bystander with a place held in another house has no situation, no notice and no days."""
    house = add_house("Huset Prøve", House.Kind(kind), shelter, 1)
    House.objects.filter(pk=house.pk).update(paragraph=stated)
    placed("Tilskuer", shelter_house)
    held = placed("Testa", house)
    with looking_as(us):
        stay = confirm_arrival(occupancy=Occupancy.objects.get(pk=held.pk), by=us, at=now)
        [situation] = Situation.objects.filter(superseded_at=None)
        assert (situation.person_id, situation.kind) == (stay.person_id, sleeps)
        assert AdmissionNotice.objects.count() == has_clock
        clock = shelter_clock(Occupancy.objects.select_related("house"), night)
        assert (clock is not None) == has_clock
        assert Event.objects.filter(name="safe_night.arrived", person_id=stay.person_id).count() == 1


DAY = datetime.timedelta(days=1)
BY = system("test")


@pytest.fixture
def comes_to(placed, shelter, us, now):
    """Give `comes_to(name, kind, stated)`: a guest of a new house under this paragraph, placed from the board."""

    def arrive(name, kind, stated, places=1):
        house = add_house(f"Huset {name}", House.Kind(kind), shelter, places)
        House.objects.filter(pk=house.pk).update(paragraph=stated)
        held = placed(name, house)
        with looking_as(us):
            return confirm_arrival(occupancy=Occupancy.objects.get(pk=held.pk), by=us, at=now)

    return arrive


def test_a_guest_of_a_crisis_centre_sleeps_safe_and_is_not_counted_in_homelessness(comes_to, night, now):
    """A bystander in a § 110 shelter is counted; who was outside all the same is too; what was known stands."""
    guest = comes_to("Testa", "womens_house", "").person_id
    bystander = comes_to("Tilskuer", "shelter", "").person_id
    later = now + datetime.timedelta(hours=18)
    with looking_as(BY):
        settle_night(night=night, by=BY, at=later)
        nights = dict(Night.objects.values_list("person_id", "in_homelessness"))
        assert nights == {guest: False, bystander: True}
        counted = unsafe_nights(viewer=BY, from_night=night, until_night=night + DAY)
        assert (counted.every.people, counted.kinds["safe"].people, counted.beside.people) == (1, 1, 1)
        assert counted.in_words[-1] == ("Desuden trygge nætter uden hjemløshed", 1, 1)
        at = later + datetime.timedelta(hours=1)
        record_situation(
            person_id=guest, kind="gade", from_on=night, until_on=night + DAY, by=BY, at=at, source="x",
            certainty="seen",
        )  # fmt: skip
        now_known = unsafe_nights(viewer=BY, from_night=night, until_night=night + DAY)
        assert (now_known.every.people, now_known.beside.people) == (2, 0)
        then = unsafe_nights(viewer=BY, from_night=night, until_night=night + DAY, known_at=later)
        assert (then.every.people, then.beside.people) == (1, 1)


def test_each_night_in_our_own_transitional_flat_is_contact(comes_to, night, now):
    """A bystander told that they live in somebody else's: that is contact on the day it was told, and no more."""
    guest = comes_to("Testa", "acute_flat", "transitional").person_id
    bystander = comes_to("Tilskuer", "shelter", "").person_id
    with looking_as(BY):
        record_situation(
            person_id=bystander, kind="udslusning", from_on=night, by=BY, at=now, source="x", certainty="told"
        )
        Occupancy.objects.filter(person_id=bystander).delete()
        for number in range(4):
            at = now + number * DAY + datetime.timedelta(hours=18)
            settle_night(night=night + number * DAY, by=BY, at=at)
        met = {
            person: set(
                Fact.objects.filter(person_id=person, about="contact", source="safe_night_night", known_until=None)
                .values_list("from_on", flat=True)
            )
            for person in (guest, bystander)
        }  # fmt: skip
        assert set(Night.objects.filter(person_id=bystander).values_list("outcome", flat=True)) == {"safe"}
    assert met == {guest: {night + number * DAY for number in range(4)}, bystander: set()}
