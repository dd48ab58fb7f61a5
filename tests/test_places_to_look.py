"""Is what others saw tonight a place to look on the round, and no citizen?"""

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.one_entry.actions import record_inquiry
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import looking_as

pytestmark = pytest.mark.django_db
WHERE = "Trappen bag Prøve Station"


def test_what_a_neighbour_saw_is_on_the_round(support_worker, viewer_for, client_of):
    karen = viewer_for(support_worker)
    with looking_as(karen):
        record_inquiry(
            by=karen, at=timezone.now(), channel="phone", asker_kind="neighbour", where=WHERE,
            concerns=["seen_outside"], about="En mand i en blå jakke",
        )  # fmt: skip
    said = client_of(support_worker).get(reverse("outreach:round")).content.decode()
    assert WHERE in said
    assert "Måske ude i nat" in said
    with looking_as(karen):
        assert not Person.objects.exists()
