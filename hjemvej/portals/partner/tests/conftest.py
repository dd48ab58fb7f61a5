"""Which houses and people do the tests of the house's page share? Those of the room of nights."""

from hjemvej.efforts.safe_night.conftest import (  # noqa: F401
    cafe_house,
    house_staff,
    night,
    person_of,
    places,
    shelter_house,
    us,
)
