"""Which guest do the tests of stays share? An invented guest, laid out without an action."""

from collections.abc import Callable

import pytest

from hjemvej.efforts.safe_night.conftest import add_occupancy, add_request
from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.ground.shelters.models import House


@pytest.fixture
def guest(person_of, our_team, shelter_house, places, night, now) -> Callable[..., Occupancy]:
    """Give `guest(status, …)`: a guest of the shelter, with a request."""

    def lay(status: str, *, house: House = shelter_house, number: int = 0, name: str = "Testa", **facts) -> Occupancy:
        person = person_of(name)
        first = facts.pop("from_night", night)
        request = add_request(person, first, our_team, now, "placed")
        return add_occupancy(person, places(house)[number], status, first, now, request=request, **facts)

    return lay
