"""Which proposal is the best under the rules, what would another order of aims give, and what does each rule cost?

Pure. Every number comes from solving the whole again, and each proposal is proved by its certificate.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import numpy as np
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.housing_first.matching.assignment import (
    Grid,
    Level,
    Solution,
    check,
    difference,
    homes_that_count,
    objective,
    one_by_one,
    solve,
)
from hjemvej.efforts.housing_first.matching.rules import CLASSES, CONDITIONS, Home, Need, Rules, Seeker, class_of, masks
from hjemvej.ground.homes.rules import kroner_in_words
from hjemvej.platform.ui.number_words import number_word
from hjemvej.platform.ui.small_numbers import masked_in_words

Aim = Literal["need", "housed", "wishes", "waiting"]
# Time comes before wishes: wishes say which home, and whoever names more of them goes before nobody.
AIMS: tuple[Aim, ...] = ("need", "housed", "waiting", "wishes")
OTHER_ORDERS: dict[str, tuple[Aim, ...]] = {
    "wishes": ("need", "housed", "wishes", "waiting"), "waiting": ("waiting", "need", "housed", "wishes"),
}  # fmt: skip
MORE = 5  # homes of a kind that are tried
USUAL_RENT = "rent_usual_single"
# The rules that are not the citizen's own word.
RULE_WORDS: dict[str, Promise] = {
    "match_rent": _("huslejen kan betales"), "match_space": _("plads nok"), "match_age": _("startbolig er for unge"),
    "match_ours": _("vores egne borgere"), "match_registered": _("skrevet op"),
}  # fmt: skip


class NotProved(RuntimeError):
    """A proposal's certificate does not prove it: nothing is shown that is not proved."""


@dataclass(frozen=True)
class Waiting:
    """A citizen at the meeting: what decides which homes fit, and what decides the order."""

    seeker: Seeker
    need: Need


@dataclass(frozen=True)
class Proposal:
    """Who is proposed for which home, by ids; and the numbers that the page tells."""

    home_of: Mapping[str, str]
    solution: Solution

    @property
    def housed(self) -> int:
        return len(self.home_of)


def grid_of(
    people: Sequence[Waiting], homes: Sequence[Home], in_force: Rules, on: datetime.date, aims: Sequence[Aim] = AIMS
) -> Grid:
    """Lay every citizen beside every home, with the aims as levels; a must-be that fails is no pair."""
    found = masks([one.seeker for one in people], homes, in_force)
    classes = [class_of(one.need, in_force) for one in people]
    in_order = sorted({*classes}, key=lambda one: (in_force.get(one, len(CLASSES) + 1), CLASSES.index(one)))
    levels: dict[Aim, list[Level]] = {
        "need": [Level.of_people(name, [int(one == name) for one in classes]) for name in in_order],
        "housed": [Level.of_people("housed", [1] * len(people))],
        "wishes": [Level.of_pairs("wishes", found.met.astype(np.int64))],
        "waiting": [Level.of_people("waiting", [max((on - one.need.since).days, 0) for one in people])],
    }
    ids = [one.seeker.id for one in people]
    chosen = [level for aim in aims for level in levels[aim]]
    return Grid.of(ids, [home.id for home in homes], found.fails, [*chosen, Level.of_ids("id", ids)])


def propose(grid: Grid) -> Proposal:
    """The best proposal there is under the rules. Raises NotProved rather than show one that is not."""
    solution = solve(grid.problem())
    fault = check(solution.certificate, solution.problem, solution.homes_of)
    if fault is not None:
        raise NotProved(fault)
    return Proposal({str(person): str(home) for person, home in solution.pairs}, solution)


@dataclass(frozen=True)
class OneByOne:
    """What giving the homes out one by one would give: how many get a home, who gains by the proposal, who waits."""

    housed: int
    gain: tuple[str, ...]
    wait: tuple[str, ...]


def compare_one_by_one(proposal: Proposal, *, homes: Sequence[str], people: Sequence[str]) -> OneByOne:
    """Homes in the order of their days to answer, each to the first in the order of need whom it fits."""
    problem = proposal.solution.problem
    given = one_by_one(problem, homes=homes, people=people)
    found = difference(problem, given, proposal.solution.homes_of)
    return OneByOne(int((given >= 0).sum()), tuple(map(str, found.gain)), tuple(map(str, found.wait)))


@dataclass(frozen=True)
class OtherOrder:
    """What another order of the aims would give."""

    key: str
    housed: int
    wishes: int
    gain: int
    wait: int


@dataclass(frozen=True)
class Compared:
    """Another way beside the proposal, by ids: how many get a home by it, who else would wait, who waits instead."""

    housed: int
    gain: frozenset[str]
    wait: frozenset[str]


ONE_BY_ONE = "one_by_one"


def compared(
    people: Sequence[Waiting], homes: Sequence[Home], in_force: Rules, on: datetime.date, key: str
) -> Compared:
    """Lay another order of the aims, or giving the homes out one by one, beside the proposal; both solved anew."""
    now = propose(grid_of(people, homes, in_force, on))
    if key == ONE_BY_ONE:
        given = compare_one_by_one(
            now, homes=[home.id for home in homes], people=[one.seeker.id for one in people]
        )  # fmt: skip
        return Compared(given.housed, frozenset(given.wait), frozenset(given.gain))
    then = propose(grid_of(people, homes, in_force, on, OTHER_ORDERS[key]))
    gain, wait = then.home_of.keys() - now.home_of.keys(), now.home_of.keys() - then.home_of.keys()
    return Compared(then.housed, frozenset(gain), frozenset(wait))


def other_orders(
    people: Sequence[Waiting], homes: Sequence[Home], in_force: Rules, on: datetime.date, now: Proposal
) -> list[OtherOrder]:
    found = []
    for key, aims in OTHER_ORDERS.items():
        then = propose(grid_of(people, homes, in_force, on, aims))
        gain, wait = then.home_of.keys() - now.home_of.keys(), now.home_of.keys() - then.home_of.keys()
        found.append(OtherOrder(key, then.housed, wishes_met(then), len(gain), len(wait)))
    return found


@dataclass(frozen=True)
class Tried:
    """What another figure for a rule, or none, would change today: how many citizens, and how many homes are given."""

    let_in: int  # whom a vacant home would fit, and none fits now
    kept_out: int  # whom a vacant home fits now, and none would
    housed: int
    then: int

    @property
    def more(self) -> int:
        return self.then - self.housed


def try_rule(
    people: Sequence[Waiting], homes: Sequence[Home], in_force: Rules, on: datetime.date, rule: str, figure: int | None
) -> Tried:  # fmt: skip
    """Solve with another figure for a rule, or without it, and write nothing."""
    changed = without(in_force, rule) if figure is None else {**in_force, rule: figure}
    now, then = (grid_of(people, homes, rules, on) for rules in (in_force, changed))
    fits, would_fit = ((grid.failing == 0).any(axis=1) for grid in (now, then))
    return Tried(
        int((would_fit & ~fits).sum()), int((fits & ~would_fit).sum()), propose(now).housed, propose(then).housed
    )


def tried_in_words(tried: Tried) -> str:
    if not tried.more:
        return gettext("Lige så mange ville få et hjem.")
    number = abs(tried.more)
    words = (
        ngettext("%(n)s flere ville få et hjem.", "%(n)s flere ville få et hjem.", number)
        if tried.more > 0 else ngettext("%(n)s færre ville få et hjem.", "%(n)s færre ville få et hjem.", number)
    )  # fmt: skip
    return capfirst(words % {"n": number_word(number)})


def wishes_met(proposal: Proposal) -> int:
    """How many wishes that would be good are met by all homes together."""
    problem = proposal.solution.problem
    names = [level.name for level in problem.levels]
    return int(objective(problem, proposal.solution.homes_of)[names.index("wishes")])


def cost_of_rules(
    people: Sequence[Waiting], homes: Sequence[Home], in_force: Rules, on: datetime.date, now: Proposal
) -> dict[str, int]:
    """How many more would get a home without each rule, solved again from the start; what citizens want stays."""
    ours = dict.fromkeys(one.rule for one in CONDITIONS if one.rule in in_force and one.rule in RULE_WORDS)
    return {
        rule: propose(grid_of(people, homes, without(in_force, rule), on)).housed - now.housed
        for rule in ours
    }  # fmt: skip


def without(in_force: Rules, rule: str) -> Rules:
    return {key: figure for key, figure in in_force.items() if key != rule}


def gain_of_homes(
    people: Sequence[Waiting], homes: Sequence[Home], kind: Home, in_force: Rules, on: datetime.date, now: Proposal
) -> int:
    """How many more would get a home with `MORE` homes of a kind, solved again from the start."""
    more = [Home(**{**vars(kind), "id": f"{kind.id} {number}"}) for number in range(MORE)]
    return propose(grid_of(people, [*homes, *more], in_force, on)).housed - now.housed


def told(
    people: Sequence[Waiting], homes: Sequence[Home], in_force: Rules, on: datetime.date, now: Proposal, *,
    usual_rent: int,
) -> dict[str, Any]:  # fmt: skip
    """The numbers that the pages of a meeting tell, without names: kept with the meeting, as they were found."""
    given = compare_one_by_one(
        now, homes=[home.id for home in homes], people=[one.seeker.id for one in people]
    )  # fmt: skip
    ground = Home("ground", rent=usual_rent, form="private", rooms=1, floor=0, is_step_free=True, takes_pets=True)
    return {
        "citizens": sum(one.seeker.said != "no" for one in people),  # a no is asked again
        "homes": len(homes), "housed": now.housed, "wishes": wishes_met(now),
        "one_by_one": given.housed, "gain": len(given.gain), "wait": len(given.wait),
        "others": {one.key: vars(one) for one in other_orders(people, homes, in_force, on, now)},
        "costs": cost_of_rules(people, homes, in_force, on, now), "usual_rent": usual_rent,
        "more_homes": gain_of_homes(people, homes, ground, in_force, on, now),
        "each_counts": [str(home) for home in homes_that_count(now.solution)],
    }  # fmt: skip


ORDER_WORDS = {
    ONE_BY_ONE: _("Én bolig ad gangen"), "wishes": _("Ønsker før ventetid"), "waiting": _("Ventetid før behov"),
}  # fmt: skip


def costs_in_words(found: Mapping[str, Any], *, is_ours: bool) -> list[str]:
    """Say what each rule cost, and what more homes would give; to others than the team without small numbers."""
    words = number_word if is_ours else masked_in_words
    without_it = gettext("Uden reglen ”%(rule)s” ville %(n)s flere få et hjem.")
    dearest_first = sorted(found["costs"].items(), key=lambda cost: (-cost[1], cost[0]))
    said = [without_it % {"rule": RULE_WORDS[rule], "n": words(more)} for rule, more in dearest_first if more]
    rent = kroner_in_words(Decimal(found["usual_rent"]))
    more_homes = gettext(
        "%(k)s private stuelejligheder til højst %(rent)s, også for dyr, ville give %(n)s flere et hjem."
    )
    kind = {"rent": rent, "k": number_word(MORE), "n": words(found["more_homes"])}
    if found["more_homes"]:
        said.append(capfirst(more_homes % kind))
    if each := len(found.get("each_counts", ())):  # no meeting before had it
        empty_day = gettext(
            "%(n)s af boligerne gav hver ét menneske et hjem: en tom dag i en af dem er en dag uden hjem."
        )
        said.append(capfirst(empty_day % {"n": words(each)}))
    return said
