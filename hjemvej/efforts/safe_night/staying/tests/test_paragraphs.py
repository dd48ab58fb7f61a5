"""Does what follows from a stay follow from the house's own paragraph, whatever it is called?"""

import pytest

from hjemvej.efforts.safe_night.conftest import add_house
from hjemvej.efforts.safe_night.models import AdmissionNotice, Occupancy
from hjemvej.efforts.safe_night.staying.actions.stays import confirm_arrival
from hjemvej.efforts.safe_night.staying.queries.shelter_days import shelter_clock
from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import looking_as
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
