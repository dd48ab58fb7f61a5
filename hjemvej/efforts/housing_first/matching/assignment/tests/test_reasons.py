"""Is each no counted right: what keeps a home out, and at which level another came before?"""

import numpy as np
from hypothesis import given, settings

from ..problem import Grid, Level
from ..reasons import NoHome, why_no_home
from ..solving import solve
from .instances import counts_of, grids


def test_a_no_is_told_home_by_home():
    """Four people, five homes: Dan is without. One home fails on bit 0 alone, one on 0 and 4; three fit, and went."""
    failing = np.array([[0, 9, 9, 9, 9], [9, 0, 9, 9, 9], [9, 9, 0, 9, 9], [0, 0, 0, 1, 17]], dtype=np.uint32)
    levels = [
        Level.of_people("class", [1, 0, 0, 0]),
        Level.of_pairs("wishes", np.array([[0] * 5, [2] * 5, [1] * 5, [1] * 5])),
        Level.of_ids("id", ["anna", "bo", "chr", "dan"]),
    ]
    grid = Grid.of(["anna", "bo", "chr", "dan"], ["v", "w", "x", "y", "z"], failing, levels)
    assert why_no_home(grid, solve(grid.problem())) == (
        NoHome("dan", 3, {0: 2, 4: 1}, {0: 1}, {"class": 1, "wishes": 1, "id": 1}, 0, 0),
    )


@settings(max_examples=80, deadline=None)
@given(grids())
def test_each_home_is_counted_once_and_no_holder_counts_less(grid):
    solution = solve(grid.problem())
    allowed, people = counts_of(solution.problem), grid.people
    holder = {int(home): person for person, home in enumerate(solution.homes_of) if home >= 0}
    told = why_no_home(grid, solution)
    assert [one.person for one in told] == [people[one] for one in np.flatnonzero(solution.homes_of < 0)]
    for one in told:
        person = people.index(one.person)
        mine = {home: counts for (who, home), counts in allowed.items() if who == person}
        assert one.fits == len(mine) == sum(one.before.values()) + one.alike + one.empty
        others = {home: allowed[holder[home], home] for home in mine if home in holder}
        assert one.alike == sum(counts == mine[home] for home, counts in others.items())
        assert one.empty == sum(home not in holder for home in mine)
        assert all(counts <= (0,) * len(counts) for home, counts in mine.items() if home not in holder)
        assert all(mine[home] <= counts for home, counts in others.items())
        for bit in range(3):
            assert one.keeps_out.get(bit, 0) == sum(mask >> bit & 1 for mask in grid.failing[person].tolist())
            assert one.alone.get(bit, 0) == sum(mask == 1 << bit for mask in grid.failing[person].tolist())
