"""What stands on the person page? Each room's own card, in the three parts the page is fetched in.

The page itself answers the four questions of the strip; what happened and what stands beside come a moment later,
so that the first answer is never waited for.
"""

import datetime
import uuid
from typing import Any

from hjemvej.efforts.one_entry import queries as one_entry
from hjemvej.efforts.safe_night.mornings.queries.person_card import person_card
from hjemvej.efforts.safe_night.placing.queries.waiting import waiting_request
from hjemvej.ground.casework import queries as casework
from hjemvej.ground.people import queries as people
from hjemvej.ground.people import rules as people_rules
from hjemvej.ground.people.models import ContactWay, Person
from hjemvej.ground.situations import queries as situations
from hjemvej.platform.access import queries as access
from hjemvej.platform.access.viewer import Viewer

Cards = dict[str, dict[str, Any]]


def at_once(person: Person, *, viewer: Viewer, on: datetime.date, night: datetime.date) -> dict[str, Any]:
    """Who it is, where they sleep, whether they wait for a place, the next step, who coordinates, how to reach them."""
    return {
        "age": people_rules.age_text(
            born_on=person.born_on, born_year=person.born_year, is_guess=person.born_year_is_guess, on=on
        ),
        "aliases": [] if person.is_protected else _aliases(person, viewer),
        "sleeping": situations.person_card(person.pk, viewer=viewer, on=on, hides_places=person.is_protected),
        "place_request": waiting_request(person.pk, night, viewer=viewer),
        "way": _first_way(person, viewer=viewer, on=on),
        "clocks": casework.clocks_card(person.pk, viewer=viewer, on=on),
    }


def _aliases(person: Person, viewer: Viewer) -> list[str]:
    return [name.name for name in people.names_of(person, viewer=viewer) if name.known_until is None]


def _first_way(person: Person, *, viewer: Viewer, on: datetime.date) -> ContactWay | None:
    """Where to try first; nothing that is shown only when one asks for it."""
    if person.is_protected:
        return None
    return people.contact_ways(person, viewer=viewer, on=on).filter(is_secret=False).first()


def what_happened(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> Cards:
    """The timeline and the inquiries."""
    return {
        "casework": casework.person_card(person_id, viewer=viewer, on=on),
        "one_entry": one_entry.person_card(person_id, viewer=viewer, on=on),
    }


def beside(person: Person, *, viewer: Viewer, on: datetime.date) -> Cards:
    """Nights, how to reach them, and who has seen the record."""
    return {
        "safe_night": person_card(person.pk, viewer=viewer, on=on, hides_places=person.is_protected),
        "people": people.person_card(person.pk, viewer=viewer, on=on),
        "access": access.person_card(person.pk, viewer=viewer, on=on),
    }
