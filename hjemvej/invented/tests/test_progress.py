"""Is the progress of making the town readable, in a narrow terminal and in a file?"""

import datetime
import io

import pytest

from hjemvej.invented.management.commands.make_municipality import Command, progress_line

DAY = datetime.date(2025, 6, 1)


@pytest.mark.parametrize("columns", [10, 20, 40, 50, 70, 80, 200])
@pytest.mark.parametrize("share", [0, 0.4, 1])
def test_a_line_is_never_as_long_as_the_terminal_is_wide(columns, share):
    assert len(progress_line(DAY, share, columns)) < columns


def test_the_bar_shows_the_share_and_is_left_out_where_it_does_not_fit():
    assert progress_line(DAY, 0.5, 80) == f"  Den opdigtede kommune lever  {'█' * 15}{'·' * 15}  2025-06"
    assert progress_line(DAY, 0.5, 50).count("█") + progress_line(DAY, 0.5, 50).count("·") < 15
    assert progress_line(DAY, 0.5, 40) == "  Kommunen lever  2025-06"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def progress_of_two_years(out: io.StringIO) -> str:
    start = datetime.date(2024, 11, 22)
    for number in range(730):
        Command(stdout=out)._progress(start + datetime.timedelta(days=number), start, 730)
    return out.getvalue()


def test_where_there_is_no_terminal_each_year_is_a_line():
    line = "  Den opdigtede kommune lever: "
    assert progress_of_two_years(io.StringIO()) == f"{line}2024-11\n{line}2025-01\n{line}2026-01\n"


def test_in_a_terminal_a_single_line_is_written_over():
    output = progress_of_two_years(Terminal())
    assert "\n" not in output
    assert output.count("\r") == 25
