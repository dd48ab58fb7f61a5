"""Does the board's first line answer in whole sentences?"""

import pytest

from hjemvej.efforts.safe_night.board.rules import Unsettled, badge, who_has_no_place


@pytest.mark.parametrize(
    ("counts", "free", "line"),
    [
        (Unsettled(), 0, "Ingen venter på et sted at sove i nat. Ingen plads er meldt ledig."),
        (Unsettled(), 1, "Ingen venter på et sted at sove i nat. Én plads er ledig."),
        (Unsettled(1), 0, "Én borger venter på et sted at sove i nat. Ingen plads er meldt ledig."),
        (Unsettled(2), 13, "To borgere venter på et sted at sove i nat. 13 pladser er ledige."),
        (
            Unsettled(2, 8, 6, 1, 1),
            9,
            "To borgere venter på et sted at sove i nat. Otte er ude, og ingen har spurgt. Seks var i natcafé i går."
            " Vi ved ikke, hvor én er. Én melding om en, vi ikke kender. Ni pladser er ledige.",
        ),
        (
            Unsettled(outside=1),
            0,
            "Ingen venter på et sted at sove i nat. Én er ude, og ingen har spurgt. Ingen plads er meldt ledig.",
        ),
    ],
)
def test_the_first_line_says_of_each_kind_how_many_and_never_one_figure_for_all(counts, free, line):
    assert who_has_no_place(counts, free) == line


@pytest.mark.parametrize(
    ("waiting", "outside", "words"), [(0, 0, ""), (4, 0, "4 venter"), (0, 8, "8 ude"), (4, 8, "4 venter, 8 ude")]
)
def test_the_menu_says_in_words_who_waits_and_who_is_outside(waiting, outside, words):
    assert badge(waiting, outside) == words
