"""In which order does a working day's next steps stand? By time and law, never by the worth of a person."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["late", "soon", "neutral", "ok", "info"]


@dataclass(frozen=True)
class Step:
    """One thing that needs somebody: when (a chip), whom it is about, why, and the one button that does it."""

    due_at: datetime.datetime
    chip: str
    kind: Kind
    title: str
    why: str
    url: str
    action: str
    person_id: uuid.UUID | None = None
    title_url: str = ""
    is_tonight: bool = False
    finds_place: bool = False


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Those without a place tonight stand first; then what is due soonest. Ties keep the order their room gave them."""
    return sorted(steps, key=lambda step: (not step.is_tonight, step.due_at))


def once_a_person(steps: Iterable[Step]) -> list[Step]:
    """A person who waits for a place stands once tonight, though an inquiry about them is open as well."""
    steps = list(steps)
    tonight = {step.person_id for step in steps if step.is_tonight and step.finds_place}
    return [step for step in steps if not (step.is_tonight and not step.finds_place and step.person_id in tonight)]
