"""Must the citizen be told now that we have a record of them, and until when may it wait? Pure."""

import datetime
from dataclasses import dataclass
from typing import Literal

from hjemvej.ground.law.rules import Deadline, ProvisionInForce, deadline

AT_FIRST_CONTACT, AT_LATEST, LOOK_AGAIN = "inform_at_first_contact", "inform_at_latest", "inform_look_again"
Kind = Literal["told", "runs", "unreachable", "waits", "look_again"]


@dataclass(frozen=True)
class Facts:
    """What we know of the citizen that the duty asks about."""

    created_on: datetime.date
    is_nameless: bool
    has_way: bool  # there is some way to reach them
    named_on: datetime.date | None = None  # when a nameless citizen got their name
    met_on: datetime.date | None = None  # the first time we spoke with them
    told_on: datetime.date | None = None
    look_again_on: datetime.date | None = None  # it was excepted until this day


@dataclass(frozen=True)
class State:
    """How the duty stands: told, its clock runs, nobody can be reached yet, it waits, or it is time to look again."""

    kind: Kind
    due: Deadline | None = None
    look_again_on: datetime.date | None = None

    @property
    def due_on(self) -> datetime.date | None:
        return self.due.due_on if self.due else self.look_again_on


def state(
    facts: Facts, on: datetime.date, *, at_first_contact: ProvisionInForce | None, at_latest: ProvisionInForce | None
) -> State:
    """At the first contact, at the latest within the law's month; it waits for a citizen whom no worker can reach."""
    if facts.told_on is not None:
        return State("told")
    if facts.look_again_on is not None:
        return State("look_again" if on >= facts.look_again_on else "waits", look_again_on=facts.look_again_on)
    if facts.is_nameless and not facts.has_way and facts.met_on is None:
        return State("unreachable")
    known_on = facts.named_on or facts.created_on
    clocks = [deadline(at_latest, known_on, told_on=on)] if at_latest else []
    if facts.met_on is not None and at_first_contact:
        clocks.append(deadline(at_first_contact, max(facts.met_on, facts.created_on), told_on=on))
    return State("runs", due=min(clocks, key=lambda clock: clock.due_on, default=None))
