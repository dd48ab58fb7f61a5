"""How does a rule tell why? As a list of reasons, each with its mark, in words a person can read."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Reason:
    """One reason: it holds (✓), fails (✗) or is unknown (?); with the paragraph, and what would change it."""

    mark: Literal["holds", "fails", "unknown"]
    text: str
    law: str = ""
    change: str = ""
