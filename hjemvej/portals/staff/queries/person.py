"""What does the person page show? Each room's own cards, in the parts that the browser fetches.

The first part answers the questions of the strip; the history and the side come a moment later, so that the first part
appears quickly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Card, Moment, Part, cards


@dataclass(frozen=True)
class ShownCard:
    """A room's card with its values for this person."""

    card: Card
    values: Mapping[str, Any]


def shown_cards(*parts: Part, person: Person, viewer: Viewer, moment: Moment) -> list[ShownCard]:
    return [ShownCard(card, card.values(person, viewer, moment)) for card in cards(*parts)]
