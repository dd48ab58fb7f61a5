"""How does a rule tell why? As a list of reasons, each with its mark, in words a person can read."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Reason:
    """One reason: it holds (✓), fails (✗) or is unknown (?); with the paragraph, if the law says so."""

    mark: Literal["holds", "fails", "unknown"]
    text: str
    law: str = ""
