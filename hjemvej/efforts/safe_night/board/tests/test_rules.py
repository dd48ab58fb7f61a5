"""Does the board's first line answer in whole sentences?"""

import pytest

from hjemvej.efforts.safe_night.board.rules import Free, Unsettled, badge, what_is_free, who_else, who_has_no_place


@pytest.mark.parametrize(
    ("counts", "free", "line"),
    [
        (Unsettled(), Free(), "Ingen venter på et sted at sove i nat. Ingen plads er meldt ledig."),
        (Unsettled(), Free(1), "Ingen venter på et sted at sove i nat. Én seng er ledig."),
        (Unsettled(1), Free(), "Én borger venter på et sted at sove i nat. Ingen plads er meldt ledig."),
        (Unsettled(2), Free(13), "To borgere venter på et sted at sove i nat. 13 senge er ledige."),
        (
            Unsettled(2, 8, 6, 1, 1),
            Free(9, 2),
            "To borgere venter på et sted at sove i nat. Otte er ude, og ingen har spurgt. Ni senge og to stole er"
            " ledige.",
        ),
        (
            Unsettled(outside=1),
            Free(),
            "Ingen venter på et sted at sove i nat. Én er ude, og ingen har spurgt. Ingen plads er meldt ledig.",
        ),
    ],
)
def test_the_first_line_says_of_each_kind_how_many_and_never_one_figure_for_all(counts, free, line):
    assert who_has_no_place(counts, free) == line


def test_beside_the_first_line_stands_who_else_is_not_settled():
    line = "Seks var i natcafé i går. Vi ved ikke, hvor én er. Én melding om en, vi ikke kender."
    assert who_else(Unsettled(2, 8, 6, 1, 1)) == line
    assert who_else(Unsettled(2, 8)) == ""


@pytest.mark.parametrize(
    ("free", "line"),
    [
        (Free(), "Ingen plads er meldt ledig."),
        (Free(1), "Én seng er ledig."),
        (Free(0, 1), "Ingen seng er ledig, kun én stol."),
        (Free(0, 3), "Ingen seng er ledig, kun tre stole."),
        (Free(1, 1), "Én seng og én stol er ledige."),
        (Free(12, 13), "Tolv senge og 13 stole er ledige."),
    ],
)
def test_a_chair_is_not_counted_as_a_bed(free, line):
    assert what_is_free(free) == line


@pytest.mark.parametrize(
    ("waiting", "outside", "words"), [(0, 0, ""), (4, 0, "4 venter"), (0, 8, "8 ude"), (4, 8, "4 venter, 8 ude")]
)
def test_the_menu_says_in_words_who_waits_and_who_is_outside(waiting, outside, words):
    assert badge(waiting, outside) == words
