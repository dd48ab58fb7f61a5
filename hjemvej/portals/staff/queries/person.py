"""What does the person page show? Each room's own cards, in the parts that the browser fetches.

The first part says how it is and what is next, at once; the history and the side come a moment later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Answer, Card, Moment, Part, cards


@dataclass(frozen=True)
class ShownCard:
    """A room's card with its values for this person."""

    card: Card
    values: Mapping[str, Any]


def shown_cards(*parts: Part, person: Person, viewer: Viewer, moment: Moment) -> list[ShownCard]:
    return [ShownCard(card, card.values(person, viewer, moment)) for card in cards(*parts)]


def answers_of(shown: Iterable[ShownCard]) -> list[Answer]:
    """How it is, and what is next: tonight, the nights, the next step. About each, what is due first stands."""
    said = [answer for one in shown if one.card.answers for answer in one.card.answers(one.values)]
    said.sort(key=lambda answer: (answer.due_at is None, answer.due_at))
    first = {answer.about: answer for answer in reversed(said)}
    return [first[about] for about in ("tonight", "nights", "next") if about in first]
