"""Does the board's first line answer in whole sentences?"""

import pytest

from hjemvej.efforts.safe_night.board.rules import who_has_no_place


@pytest.mark.parametrize(
    ("waiting", "free", "line"),
    [
        (0, 0, "Ingen venter på et sted at sove i nat. Ingen plads er meldt ledig."),
        (0, 1, "Ingen venter på et sted at sove i nat. Én plads er ledig."),
        (1, 0, "Én borger har ikke et sted at sove i nat. Ingen plads er meldt ledig."),
        (2, 13, "To borgere har ikke et sted at sove i nat. 13 pladser er ledige."),
    ],
)
def test_the_first_line_names_who_waits_and_what_is_free(waiting, free, line):
    assert who_has_no_place(waiting, free) == line
