"""What do we decide about figures? Which days a curve stands on, what moved between them, what may be shown to whom."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hjemvej.ground.retention.rules import month_end
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.rules import HOMELESS, SHORT
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.alphabet import danish_order
from hjemvej.platform.ui.small_numbers import SMALLEST_SHOWN

Z = 1.96  # standard deviations of a 95 % interval
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


# The groups of those who got a home and of those who wait, in the order of the table.
GROUP_NAMES: dict[str, tuple[str, ...]] = {
    "sex": ("woman", "man", "other_sex"),
    "age": ("under_30", "30_49", "50_up", "age_unknown"),
    "children": ("children", "no_children"),
    "slept": (*dict.fromkeys(MERGED.values()), OTHER_MERGED),
    "way_in": ("self", "near", "professional", "nobody"),
}
WAYS_IN = {
    "self": "self", "relative": "near", "neighbour": "near", "professional": "professional",
    "landlord": "professional",
}  # fmt: skip


def groups_of(
    sex: str, born_year: int | None, has_children: bool, asker: str | None, *, slept: str, on: datetime.date
) -> dict[str, str]:
    """The group of a person in each of `GROUP_NAMES`."""
    age = None if born_year is None else on.year - born_year
    ages = "age_unknown" if age is None else "under_30" if age < 30 else "30_49" if age < 50 else "50_up"
    return {
        "sex": sex if sex in GROUP_NAMES["sex"] else "other_sex",
        "age": ages,
        "children": "children" if has_children else "no_children",
        "slept": MERGED.get(slept, OTHER_MERGED),
        "way_in": WAYS_IN.get(asker or "", "nobody"),
    }


def month_ends(on: datetime.date, months: int = MONTHS_SHOWN) -> list[datetime.date]:
    """The last days of the months before, and the day itself as the running month's last so far."""
    days = [on]
    first = on.replace(day=1)
    for _month in range(months):
        last_before = first - datetime.timedelta(days=1)
        days.append(last_before)
        first = last_before.replace(day=1)
    return sorted(set(days))


def next_month_end(day: datetime.date) -> datetime.date:
    """The last day of the month after."""
    return month_end((day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1))


@dataclass(frozen=True)
class Flow:
    """What moved people in and out of homelessness between two days, each person by their one reason."""

    new: int = 0  # not known homeless by us before
    returned: int = 0  # was homeless before, had a home or another situation on the last day
    active_again: int = 0  # was homeless on the last day too, or nobody knew, and nobody had met them
    to_home: int = 0
    at_risk: int = 0  # a home of their own that they may lose
    inactive: int = 0
    moved_away: int = 0
    dead: int = 0
    unknown: int = 0  # nobody knows where they sleep now
    elsewhere: int = 0  # prison, hospital, crisis centre, abroad, a home that cannot be used, another municipality

    @property
    def inflow(self) -> int:
        return self.new + self.returned + self.active_again

    @property
    def outflow(self) -> int:
        at_home = self.to_home + self.at_risk
        return at_home + self.inactive + self.moved_away + self.dead + self.unknown + self.elsewhere


@dataclass(frozen=True)
class Month:
    """One point of the curve: how many were active on its last day, as we know it now and as it was closed."""

    on: datetime.date
    active: int
    closed: int | None  # none: not closed yet
    flow: Flow
    before: int | None  # none for the first: there is nothing to compare with
    counted_since: Mapping[str, int] = field(default_factory=dict)  # records by what was learned, keys of LEARNED
    left_out_since: Mapping[str, int] = field(default_factory=dict)

    @property
    def adds_up(self) -> bool:
        """Active now is active before, plus those who came, less those who left; else somebody is counted wrong."""
        return self.before is None or self.active == self.before + self.flow.inflow - self.flow.outflow

    @property
    def learned_later(self) -> int:
        """How much later corrections have moved the figure."""
        return 0 if self.closed is None else self.active - self.closed


def why_out(kind: str | None, *, is_still_ours: bool) -> str:
    """Why somebody is no longer among the active: by the situation they have now, if any."""
    reasons = {
        Kind.OWN_HOME.value: "to_home", Kind.AT_RISK.value: "at_risk", Kind.MOVED_AWAY.value: "moved_away",
        Kind.DEAD.value: "dead", Kind.UNKNOWN.value: "unknown",
    }  # fmt: skip
    if kind in reasons:
        return reasons[kind]
    return "inactive" if kind in HOMELESS and is_still_ours else "elsewhere"


def why_in(kind_before: str | None, *, was_homeless_before: bool, was_ours: bool) -> str:
    """Why somebody is among the active who was not: by the situation they had before, if any."""
    if kind_before in HOMELESS and was_ours:
        return "active_again"
    if kind_before == Kind.UNKNOWN and was_homeless_before and was_ours:
        return "active_again"  # not to know for a while is not to have had a home
    return "returned" if was_homeless_before else "new"


# What was learned later, the weightiest first, in the words that explain why a figure moved.
LEARNED: dict[str, Any] = {
    "merged": gettext_lazy("to sager viste sig at være én borger"),
    "death": gettext_lazy("et dødsfald blev kendt"),
    "municipality": gettext_lazy("den ansvarlige kommune blev rettet"),
    "situation": gettext_lazy("det blev rettet, hvor borgeren sov"),
    "contact": gettext_lazy("en kontakt blev skrevet ind"),
    "no_permanent_stay": gettext_lazy("det blev rettet, om borgeren har fast ophold"),
    "unusable_home": gettext_lazy("det blev rettet, om gæsten har en egen bolig"),
    "rule": gettext_lazy("reglen om, hvornår en borger er inaktiv, blev ændret"),
}


@dataclass(frozen=True)
class Correction:
    """One record that a day counts otherwise than it did; `why` is of LEARNED, or empty when nothing explains it."""

    is_counted_now: bool
    why: str


def why_corrected(learned: Collection[str]) -> str:
    """Why a record is counted otherwise than it was: the weightiest of what was learned of it since."""
    return next((why for why in LEARNED if why in learned), "")


class CountedPerson(Protocol):
    """What decides whether and where a person is counted."""

    @property
    def kind(self) -> str: ...
    @property
    def is_active(self) -> bool: ...
    @property
    def is_protected(self) -> bool: ...
    @property
    def has_no_permanent_stay(self) -> bool: ...
    @property
    def has_unusable_home(self) -> bool: ...


PROTECTED = "protected"  # where they sleep is in no figure: less the register, it would tell


def is_counted(person: CountedPerson) -> bool:
    """Is the person among the active of the total?

    VIVE counts those without permanent stay beside it; who has a home and lives in a shelter while it cannot be used
    is none of its nine by the stay alone.
    """
    return person.is_active and not person.has_no_permanent_stay and not person.has_unusable_home


def where_counted(person: CountedPerson) -> str:
    return PROTECTED if person.is_protected else person.kind


def closes_on(month_end: datetime.date, days: int) -> datetime.date:
    """The last day whose knowledge is in the month's count; from the next day on it is shown."""
    return month_end + datetime.timedelta(days=days)


def sees_small_numbers(viewer: Viewer) -> bool:
    """The team knows the people anyway; to others a small number could point somebody out."""
    return viewer.organisation_kind == Organisation.Kind.TEAM


@dataclass(frozen=True)
class Shown:
    """A figure as it may be shown: the number, "under 5", or nothing because it would give another one away."""

    count: int | None
    is_small: bool = False


def figure(count: int) -> Shown:
    """One figure, alone on a page outside the team."""
    return Shown(None, is_small=True) if 0 < count < SMALLEST_SHOWN else Shown(count)


def shown_together(counts: Mapping[str, int]) -> dict[str, Shown]:
    """Parts of a sum that is shown: one hidden part alone could be worked out, so the smallest other goes with it."""
    parts = {name: figure(count) for name, count in counts.items()}
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


def release(active: int, by_kind: Mapping[str, int]) -> dict[str, Any]:
    """What may be shown of a month outside the team: the total, and four groups; None where a number is hidden.

    The groups are hidden together when the protected among them are few: the rest of the total would tell how many.
    """
    groups = shown_together(merged({kind: count for kind, count in by_kind.items() if kind != PROTECTED}))
    apart = active - sum(count for kind, count in by_kind.items() if kind != PROTECTED)
    tells = 0 < apart < SMALLEST_SHOWN and all(part.count is not None for part in groups.values())
    return {
        "active": figure(active).count,
        "groups": {name: None if tells else part.count for name, part in groups.items()},
    }


RELEASED_AT = ("365", "730")  # days after moving in: single days would tell of single citizens
SMALLEST_BASE = 20  # citizens: no share of fewer is told outside the team
TO_NEAREST = 5  # percent: the difference of two months tells of nobody


def release_kept(counted: Mapping[str, Any]) -> dict[str, Any]:
    """What may be shown outside the team of who has kept a home: shares a year and two years after moving in.

    A share is hidden where it stands for fewer than five citizens who left that way. Neither their sum nor how many are
    followed is shown, so no other share tells of it.
    """
    at: dict[str, Any] = {}
    for time in RELEASED_AT if counted["people"] >= SMALLEST_BASE else ():
        told = counted["at"][time]
        if told is None:
            continue
        is_shown = {name: figure(left).count is not None for name, left in told["left"].items()}
        at[time] = {
            "kept": _coarse(told["kept"][0]) if is_shown["lost"] else None,
            "at_home": _coarse(told["at_home"][0]) if is_shown["lost"] and is_shown["institution"] else None,
            **{name: _coarse(told["ways_out"][name][0]) if is_shown[name] else None for name in is_shown},
        }
    return {"at": at}


def _coarse(share: float) -> int:
    return TO_NEAREST * round(100 * share / TO_NEAREST)


def not_shown(released: Mapping[str, Any]) -> int:
    """How many of a released total are in no group that is shown."""
    shown = sum(count for count in released["groups"].values() if count is not None)
    return int((released["active"] or shown) - shown)


def by_name(counts: Mapping[str, int]) -> dict[str, int]:
    """How many sleep where, in words, most first and then by the alphabet."""
    by_word = {where_in_words(kind): count for kind, count in counts.items()}
    return dict(sorted(by_word.items(), key=lambda one: (-one[1], danish_order(one[0]))))


def where_in_words(kind: str) -> str:
    return _("Beskyttede, stedet vises ikke") if kind == PROTECTED else str(SHORT[kind])


def group_in_words(group: str) -> str:
    names = {
        "street_or_night_cafe": _("Gade eller natcafé"),
        "shelter": _("Forsorgshjem"),
        "family_friends": _("Familie eller venner"),
        OTHER_MERGED: _("Andre steder"),
        "woman": _("Kvinder"),
        "man": _("Mænd"),
        "other_sex": _("Køn uoplyst eller andet"),
        "under_30": _("Under 30 år"),
        "30_49": _("30-49 år"),
        "50_up": _("50 år og derover"),
        "age_unknown": _("Alder uoplyst"),
        "children": _("Har børn hos sig"),
        "no_children": _("Ingen kendte børn"),
        "self": _("Kom selv"),
        "near": _("Pårørende, nabo"),
        "professional": _("Fagperson, udlejer"),
        "nobody": _("Opsøgt eller anonym"),
    }
    return names[group]


@dataclass(frozen=True)
class MonthShown:
    """A month in words, to the team."""

    month: Month

    @property
    def has_flow(self) -> bool:
        return self.month.before is not None

    @property
    def how(self) -> str:
        """Why they came and left, those reasons that moved anybody."""
        flow = self.month.flow
        came = [
            (flow.new, ngettext("%d ny", "%d nye", flow.new)),
            (flow.returned, _("%d tilbage")),
            (flow.active_again, _("%d mødt igen")),
        ]
        left = [
            (flow.to_home, _("%d til egen bolig")),
            (flow.at_risk, _("%d til bolig, de kan miste")),
            (flow.inactive, _("%d ikke mødt længe")),
            (flow.moved_away, _("%d flyttet")),
            (flow.dead, ngettext("%d død", "%d døde", flow.dead)),
            (flow.unknown, _("%d vides ikke")),
            (flow.elsewhere, _("%d institution, krisecenter eller anden kommune")),
        ]
        told = [", ".join(words % count for count, words in side if count) for side in (came, left)]
        return " · ".join(side for side in told if side)

    @property
    def corrected(self) -> str:
        """What the closed figure was, and what has moved it since, reason by reason."""
        month = self.month
        if month.closed is None:
            return _("lukkes senere")
        if not (month.counted_since or month.left_out_since or month.learned_later):
            return _("som lukket")
        sides = [("+", month.counted_since), ("−", month.left_out_since)]
        told = [
            f"{sign}{side[why]} {LEARNED.get(why, _('skrevet ind, mens måneden blev lukket'))}"
            for sign, side in sides
            for why in (*LEARNED, "")
            if why in side
        ]
        return " · ".join([_("lukket som %d") % month.closed, *told])


def poisson_interval(count: int) -> tuple[int, int]:
    """The 95 % interval of a Poisson count, in people, by Byar's approximation (Breslow & Day 1987, § 2.3).

    A count of 70 has (55, 88): a later count in between may differ by chance alone.
    """
    low = count * (1 - 1 / (9 * count) - Z / (3 * count**0.5)) ** 3 if count else 0.0
    above = count + 1
    high = above * (1 - 1 / (9 * above) + Z / (3 * above**0.5)) ** 3
    return round(low), round(high)


def may_be_chance(before: int, now: int) -> bool:
    """Could the two counts differ by chance alone? Each lies in the other's interval."""
    low, high = poisson_interval(before)
    return low <= now <= high


def change(months: Sequence[Month]) -> int | None:
    """How many more or fewer than at the end of last month; None where chance alone may have made the difference."""
    if len(months) < 2:
        return None
    before, now = months[-2].active, months[-1].active
    return None if before != now and may_be_chance(before, now) else now - before
