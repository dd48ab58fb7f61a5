"""What do we decide about figures? Which days a curve stands on, what moved between them, what may be shown to whom."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.rules import HOMELESS, HOUSED
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import Viewer

SMALLEST_SHOWN = 5  # to viewers outside the team (counting.md § 5)
MONTHS_SHOWN = 12
Kind = Situation.Kind

# Nine situations are too fine for few people: what those outside the team see is merged beforehand.
MERGED: dict[str, str] = {
    Kind.STREET: "street_or_night_cafe",
    Kind.NIGHT_CAFE: "street_or_night_cafe",
    Kind.SHELTER: "shelter",
    Kind.FAMILY_FRIENDS: "family_friends",
}
OTHER_MERGED = "other"


def month_ends(on: datetime.date, months: int = MONTHS_SHOWN) -> list[datetime.date]:
    """The last days of the months before, and the day itself as the running month's last so far."""
    days = [on]
    first = on.replace(day=1)
    for _month in range(months):
        last_before = first - datetime.timedelta(days=1)
        days.append(last_before)
        first = last_before.replace(day=1)
    return sorted(set(days))


@dataclass(frozen=True)
class Flow:
    """What moved people in and out of homelessness between two days, each person by their one reason."""

    new: int = 0  # not known homeless by us before
    returned: int = 0  # was homeless before, had a home or another situation on the last day
    active_again: int = 0  # was homeless on the last day too, but nobody had met them
    to_home: int = 0
    inactive: int = 0
    moved_away: int = 0
    dead: int = 0
    elsewhere: int = 0  # crisis centre, unknown, another municipality's responsibility

    @property
    def inflow(self) -> int:
        return self.new + self.returned + self.active_again

    @property
    def outflow(self) -> int:
        return self.to_home + self.inactive + self.moved_away + self.dead + self.elsewhere


@dataclass(frozen=True)
class Month:
    """One point of the curve: how many were active on its last day, as we know it now and as we knew it then."""

    on: datetime.date
    active: int
    as_known_then: int
    flow: Flow
    before: int | None  # none for the first: there is nothing to compare with

    @property
    def adds_up(self) -> bool:
        """Active now is active before, plus those who came, less those who left; else somebody is counted wrong."""
        return self.before is None or self.active == self.before + self.flow.inflow - self.flow.outflow

    @property
    def learned_later(self) -> int:
        """How much later corrections have moved the figure."""
        return self.active - self.as_known_then


def why_out(kind: str | None, *, is_still_ours: bool) -> str:
    """Why somebody is no longer among the active: by the situation they have now, if any."""
    if kind in HOUSED:
        return "to_home"
    reasons = {Kind.MOVED_AWAY.value: "moved_away", Kind.DEAD.value: "dead"}
    if kind in reasons:
        return reasons[kind]
    return "inactive" if kind in HOMELESS and is_still_ours else "elsewhere"


def why_in(kind_before: str | None, *, was_homeless_before: bool, was_ours: bool) -> str:
    """Why somebody is among the active who was not: by the situation they had before, if any."""
    if kind_before in HOMELESS and was_ours:
        return "active_again"
    return "returned" if was_homeless_before else "new"


def sees_small_numbers(viewer: Viewer) -> bool:
    """The team knows the people anyway; to others a small number could point somebody out."""
    return viewer.organisation_kind == Organisation.Kind.TEAM


def merged(counts: Mapping[str, int]) -> dict[str, int]:
    """The nine situations as four groups, those nobody is in too."""
    groups = dict.fromkeys([*dict.fromkeys(MERGED.values()), OTHER_MERGED], 0)
    for kind, count in counts.items():
        groups[MERGED.get(kind, OTHER_MERGED)] += count
    return groups


@dataclass(frozen=True)
class Shown:
    """A figure as it may be shown: the number, "under 5", or nothing because it would give another one away."""

    count: int | None
    is_small: bool = False

    @property
    def is_hidden(self) -> bool:
        return self.count is None


def shown(count: int) -> Shown:
    return Shown(None, is_small=True) if 0 < count < SMALLEST_SHOWN else Shown(count)


def shown_together(counts: Mapping[str, int]) -> dict[str, Shown]:
    """Parts of a sum that is shown: one hidden part alone could be worked out, so the smallest other goes with it."""
    parts = {name: shown(count) for name, count in counts.items()}
    hidden = [name for name, part in parts.items() if part.is_hidden]
    if len(hidden) == 1:
        rest = sorted((count, name) for name, count in counts.items() if name not in hidden and count > 0)
        if rest:
            parts[rest[0][1]] = Shown(None)
    return parts
