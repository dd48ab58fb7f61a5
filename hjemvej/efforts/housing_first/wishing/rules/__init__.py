"""What does a citizen want of a home, what has nobody asked about, and what has changed? Pure, in plain words."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from hjemvej.efforts.housing_first import models

Weight: TypeAlias = models.Want.Weight
Wanted: TypeAlias = models.Want.Wanted
HOW = models.WishSheet.How.choices


@dataclass(frozen=True)
class Want:
    """One wish: how much it weighs, and what it says."""

    weight: Weight
    places: frozenset[str] = frozenset()
    number: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Wants:
    """What a citizen's latest sheet says; a wish that is not here was never asked about."""

    said_on: datetime.date
    wants: Mapping[Wanted, Want]
