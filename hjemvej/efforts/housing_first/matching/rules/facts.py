"""What of a citizen and of a home decides whether they fit? Plain values, from the tables or from a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hjemvej.efforts.housing_first.wishing.rules import Want, Wanted

Said = Literal["yes", "no", "not_asked"]


@dataclass(frozen=True)
class Seeker:
    """A citizen who needs a home. None and empty: nobody has asked, or nobody knows."""

    id: str
    age: int | None = None
    household: int = 1  # people who will live there, the citizen among them
    is_ours: bool | None = None  # our municipality is responsible
    registrations: int = 0  # write-ups with landlords in force
    highest_rent: int | None = None  # kroner a month with everything in it
    is_rent_sure: bool = True
    said: Said = "not_asked"  # to a home of their own
    other_form: str = ""  # the form of home wanted first, as `OtherForm`
    said_no_to: frozenset[str] = frozenset()  # homes, by id
    wants: Mapping[Wanted, Want] = field(default_factory=dict)


@dataclass(frozen=True)
class Home:
    """A vacant home, as `Dwelling` has it. None: nobody has said."""

    id: str
    rent: int  # kroner a month with everything in it
    form: str = "family"
    neighbourhood: str = ""
    rooms: int | None = None
    floor: int | None = None
    has_lift: bool | None = None
    is_step_free: bool | None = None
    takes_pets: bool | None = None
    is_quiet: bool | None = None
    has_bath: bool | None = None
    has_kitchen: bool | None = None
    has_balcony: bool | None = None
