"""Which conditions fail, or are unknown, for every citizen and every home at once? The same rules as `why`, in bits.

Each condition judges the few values that differ, of citizens and of homes, once. What homes say is joined until a
handful of tables is left, each citizens x few kinds of home, and the tables are spread over all homes and added.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hjemvej.efforts.housing_first.wishing.rules import Weight

from . import wishes
from .condition import Condition
from .facts import Home, Seeker
from .why import CONDITIONS, Rules

Codes = NDArray[np.uint64]
WIDTH = 24  # bits for what fails, as many for what is unknown, and what is left counts the wishes met
KINDS = 256  # how many kinds of home a joined table may tell apart
_ONES = np.uint64((1 << WIDTH) - 1)


@dataclass(frozen=True)
class Masks:
    """Citizens x homes. Bit k of `fails` and of `unknown` is condition k of `CONDITIONS`; `met` counts good wishes."""

    codes: Codes

    @property
    def is_allowed(self) -> NDArray[np.bool_]:
        """Where nothing fails: an edge."""
        allowed: NDArray[np.bool_] = self.codes & _ONES == 0
        return allowed

    @property
    def fails(self) -> NDArray[np.uint32]:
        return (self.codes & _ONES).astype(np.uint32)

    @property
    def unknown(self) -> NDArray[np.uint32]:
        return (self.codes >> np.uint64(WIDTH) & _ONES).astype(np.uint32)

    @property
    def met(self) -> NDArray[np.uint8]:
        return (self.codes >> np.uint64(2 * WIDTH)).astype(np.uint8)


@dataclass(frozen=True)
class _Table:
    """Codes of each citizen with each kind of home, and of which kind each home is."""

    codes: Codes
    kind: NDArray[np.intp]


def masks(seekers: Sequence[Seeker], homes: Sequence[Home], rules: Rules, *, counts_met: bool = True) -> Masks:
    """Judge every condition in force for every pair, and count the wishes met."""
    codes = np.zeros((len(seekers), len(homes)), np.uint64)
    if not seekers or not homes:
        return Masks(codes)
    tables = [_good(row, seekers, homes) for row in wishes.ROWS] if counts_met else []
    for bit, condition in enumerate(CONDITIONS):
        if condition.rule not in rules:
            continue
        figure = rules[condition.rule]
        if condition.shape == "table":
            tables.append(_judged(condition, bit, seekers, homes, figure))
        elif condition.shape == "at_most":
            _add_at_most(codes, condition, bit, seekers, homes)
        else:
            _add_listed(codes, condition, bit, seekers, homes)
    spread = np.empty_like(codes)
    for table in _joined([table for table in tables if table.codes.any()]):
        np.take(table.codes, table.kind, axis=1, out=spread, mode="clip")
        codes += spread
    return Masks(codes)


def _code(mark: str | None, bit: int) -> int:
    return {"fails": 1 << bit, "unknown": 1 << bit + WIDTH}.get(mark or "", 0)


def _judged(
    condition: Condition, bit: int, seekers: Sequence[Seeker], homes: Sequence[Home], figure: int
) -> _Table:  # fmt: skip
    return _table(
        [condition.of_seeker(seeker) for seeker in seekers], [condition.of_home(home) for home in homes],
        lambda read, offered: _code(condition.mark(read, offered, figure), bit),
    )  # fmt: skip


def _good(row: wishes.Row, seekers: Sequence[Seeker], homes: Sequence[Home]) -> _Table:
    """Count one wish that would be good, where the home has it."""

    def code(want: Any, offered: Any) -> int:
        is_met = want is not None and want.weight == Weight.GOOD and row.has(want, offered)
        return 1 << 2 * WIDTH if is_met else 0

    return _table([seeker.wants.get(row.wanted) for seeker in seekers], [row.of_home(home) for home in homes], code)


def _table(seekers: list[Hashable], homes: list[Hashable], code: Callable[[Any, Any], int]) -> _Table:
    rows, of_row = _values(seekers)
    columns, of_column = _values(homes)
    small = np.array([[code(read, offered) for offered in columns] for read in rows], np.uint64)
    return _Table(small[of_row], of_column)


def _values(found: list[Hashable]) -> tuple[list[Hashable], NDArray[np.intp]]:
    """Return the values that differ, and for each one given which it is."""
    number: dict[Hashable, int] = {}
    which = [number.setdefault(value, len(number)) for value in found]
    return list(number), np.array(which, np.intp)


def _joined(tables: list[_Table]) -> list[_Table]:
    """Join tables, those of few kinds first, as long as their kinds together are few."""
    joined: list[_Table] = []
    for table in sorted(tables, key=lambda table: table.codes.shape[1]):
        together = _join(joined[-1], table) if joined else None
        if together is None:
            joined.append(table)
        else:
            joined[-1] = together
    return joined


def _join(one: _Table, other: _Table) -> _Table | None:
    both = one.kind * other.codes.shape[1] + other.kind
    kinds, kind = np.unique(both, return_inverse=True)
    if len(kinds) > KINDS:
        return None
    first, second = np.divmod(kinds, other.codes.shape[1])
    return _Table(one.codes[:, first] + other.codes[:, second], kind)


def _add_at_most(
    codes: Codes, condition: Condition, bit: int, seekers: Sequence[Seeker], homes: Sequence[Home]
) -> None:  # fmt: skip
    """Above a sure number it fails; above an unsure one, or where there is none, nobody knows."""
    read: list[Any] = [condition.of_seeker(seeker) for seeker in seekers]
    wanted = np.array([condition.of_home(home) for home in homes], np.int64)
    most = np.array([-1 if number is None else number for number, _is_sure in read], np.int64)
    is_sure = np.array([number is not None and is_sure for number, is_sure in read], bool)
    is_over = wanted[None, :] > most[:, None]
    codes += np.uint64(_code("fails", bit)) * (is_over & is_sure[:, None])
    codes += np.uint64(_code("unknown", bit)) * (is_over & ~is_sure[:, None])


def _add_listed(
    codes: Codes, condition: Condition, bit: int, seekers: Sequence[Seeker], homes: Sequence[Home]
) -> None:  # fmt: skip
    column = {condition.of_home(home): number for number, home in enumerate(homes)}
    for row, seeker in enumerate(seekers):
        listed: Any = condition.of_seeker(seeker)
        for number in sorted(column[one] for one in listed if one in column):
            codes[row, number] += np.uint64(_code("fails", bit))
