"""What do we decide about figures? Which days a curve stands on, what moved between them, what may be shown to whom."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.rules import HOMELESS, HOUSED, SHORT
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.alphabet import danish_order

SMALLEST_SHOWN = 5  # to viewers outside the team
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
    unknown: int = 0  # nobody knows where they sleep now
    elsewhere: int = 0  # crisis centre, a home that cannot be used, another municipality's responsibility

    @property
    def inflow(self) -> int:
        return self.new + self.returned + self.active_again

    @property
    def outflow(self) -> int:
        return self.to_home + self.inactive + self.moved_away + self.dead + self.unknown + self.elsewhere


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
    reasons = {Kind.MOVED_AWAY.value: "moved_away", Kind.DEAD.value: "dead", Kind.UNKNOWN.value: "unknown"}
    if kind in reasons:
        return reasons[kind]
    return "inactive" if kind in HOMELESS and is_still_ours else "elsewhere"


def why_in(kind_before: str | None, *, was_homeless_before: bool, was_ours: bool) -> str:
    """Why somebody is among the active who was not: by the situation they had before, if any."""
    if kind_before in HOMELESS and was_ours:
        return "active_again"
    return "returned" if was_homeless_before else "new"


# What was learned later, the weightiest first, in the words that explain why a figure moved.
LEARNED: dict[str, Any] = {
    "merged": gettext_lazy("to sager viste sig at være én borger"),
    "death": gettext_lazy("et dødsfald blev kendt"),
    "municipality": gettext_lazy("den ansvarlige kommune blev rettet"),
    "situation": gettext_lazy("det blev rettet, hvor borgeren sov"),
    "contact": gettext_lazy("en kontakt blev skrevet ind"),
    "rule": gettext_lazy("reglen om, hvornår en borger er inaktiv, blev ændret"),
}


@dataclass(frozen=True)
class Correction:
    """One record that a day counts otherwise than it did; `why` is of LEARNED, or empty when nothing explains it."""

    is_counted_now: bool
    why: str


def why_corrected(learned: Collection[str], *, is_merged: bool, rule_changed: bool) -> str:
    """Why a record is counted otherwise than it was: the weightiest of what was learned of it since."""
    found = {*learned, *(["merged"] if is_merged else []), *(["rule"] if rule_changed else [])}
    return next((why for why in LEARNED if why in found), "")


def sees_small_numbers(viewer: Viewer) -> bool:
    """The team knows the people anyway; to others a small number could point somebody out."""
    return viewer.organisation_kind == Organisation.Kind.TEAM


@dataclass(frozen=True)
class Shown:
    """A figure as it may be shown: the number, "under 5", or nothing because it would give another one away."""

    count: int | None
    is_small: bool = False

    @property
    def words(self) -> str:
        if self.count is not None:
            return str(self.count)
        return _("under %d") % SMALLEST_SHOWN if self.is_small else _("skjult")


def figure(count: int, *, exact: bool) -> Shown:
    """One figure, alone on a page."""
    return Shown(None, is_small=True) if not exact and 0 < count < SMALLEST_SHOWN else Shown(count)


def shown_together(counts: Mapping[str, int]) -> dict[str, Shown]:
    """Parts of a sum that is shown: one hidden part alone could be worked out, so the smallest other goes with it."""
    parts = {name: figure(count, exact=False) for name, count in counts.items()}
    hidden = [name for name, part in parts.items() if part.count is None]
    if len(hidden) == 1:
        rest = sorted((count, name) for name, count in counts.items() if name not in hidden and count > 0)
        if rest:
            parts[rest[0][1]] = Shown(None)
    return parts


def merged(counts: Mapping[str, int]) -> dict[str, int]:
    """The nine situations as four groups, those nobody is in too."""
    groups = dict.fromkeys([*dict.fromkeys(MERGED.values()), OTHER_MERGED], 0)
    for kind, count in counts.items():
        groups[MERGED.get(kind, OTHER_MERGED)] += count
    return groups


def by_name(counts: Mapping[str, int], *, exact: bool) -> dict[str, int | None]:
    """How many sleep where, in words, most first and then by the alphabet.

    Outside the team in four groups, None where hidden.
    """
    if exact:
        by_word = {str(SHORT[kind]): count for kind, count in counts.items()}
        most_first = sorted(by_word.items(), key=lambda one: (-one[1], danish_order(one[0])))
        return dict(most_first)
    names = {
        "street_or_night_cafe": _("Gade eller natcafé"),
        "shelter": _("Forsorgshjem"),
        "family_friends": _("Familie eller venner"),
        OTHER_MERGED: _("Andre steder"),
    }
    return {names[group]: part.count for group, part in shown_together(merged(counts)).items()}


@dataclass(frozen=True)
class MonthShown:
    """A month as this viewer may see it: outside the team flows are hidden together when one of them is small."""

    month: Month
    exact: bool

    @property
    def active(self) -> str:
        return figure(self.month.active, exact=self.exact).words

    @property
    def has_flow(self) -> bool:
        return self.month.before is not None

    @property
    def came(self) -> str:
        return self._flow(self.month.flow.inflow)

    @property
    def left(self) -> str:
        return self._flow(self.month.flow.outflow)

    @property
    def how(self) -> str:
        """Why they came and left, those reasons that moved anybody."""
        flow = self.month.flow
        came = [(flow.new, _("%d nye")), (flow.returned, _("%d tilbage")), (flow.active_again, _("%d aktive igen"))]
        left = [
            (flow.to_home, _("%d til egen bolig")),
            (flow.inactive, _("%d inaktive")),
            (flow.moved_away, _("%d flyttet")),
            (flow.dead, _("%d døde")),
            (flow.unknown, _("%d vides ikke")),
            (flow.elsewhere, _("%d krisecenter eller anden kommune")),
        ]
        told = [", ".join(words % count for count, words in side if count) for side in (came, left)]
        return " · ".join(side for side in told if side)

    @property
    def learned_later(self) -> str:
        return f"{self.month.learned_later:+d}" if self.month.learned_later else "0"

    def _flow(self, count: int) -> str:
        flows = (self.month.flow.inflow, self.month.flow.outflow)
        is_small = any(0 < flow < SMALLEST_SHOWN for flow in flows)
        return _("skjult") if is_small and not self.exact else str(count)


def change(months: Sequence[Month], *, exact: bool) -> int | None:
    """How many more or fewer than at the end of last month; nothing when either is too small to be told."""
    if len(months) < 2:
        return None
    before, now = months[-2].active, months[-1].active
    if figure(before, exact=exact).count is None or figure(now, exact=exact).count is None:
        return None
    return now - before
