"""What is a condition? What it reads of the citizen and of the home, when it holds, and how it is said."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from django.utils.functional import Promise

from .facts import Home, Seeker

Mark = Literal["holds", "fails", "unknown"]


class Words(NamedTuple):
    """A condition said of one citizen and one home; the change that would turn a no, or settle a doubt.

    `gently`: the same said to the citizen, of what fails, and of what is asked of or done with the citizen.
    """

    text: str
    change: str = ""
    gently: str = ""


@dataclass(frozen=True)
class Condition:
    """One condition. `mark` gets what it reads of the citizen, of the home, and the rule's figure; None: says nothing.

    `shape` says how all citizens and all homes are judged at once (`masks`): `table` where few values differ; `at_most`
    where the home's number may be at most the citizen's, who also says whether that is sure; `listed` where the
    citizen's value is a set of homes.
    """

    key: str
    rule: str  # the row of ground/law that puts it in force
    short: Promise  # in a list of what keeps people out of a home
    ask: Promise  # in a list of what nobody has asked about
    of_seeker: Callable[[Seeker], Hashable]
    of_home: Callable[[Home], Hashable]
    mark: Callable[[Any, Any, int], Mark | None]
    words: Callable[[Any, Any, Mark, int], Words]
    shape: Literal["table", "at_most", "listed"] = "table"
