"""What stands on the person page? Each room's own cards, in the parts the page is fetched in.

The page itself answers the questions of the strip; what happened and what stands beside come a moment later, so that
the first answer is never waited for.
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
