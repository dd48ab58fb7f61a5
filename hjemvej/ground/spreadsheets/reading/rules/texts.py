"""Which rows does a text with columns hold? A quote that nobody closed takes no other row along.

Runs in the process that reads a file, and imports nothing of ours.
"""

import collections
import csv
import io
import itertools
import math
from collections import Counter
from collections.abc import Iterator

DANISH_ENCODINGS = ("cp1252", "mac_roman", "cp850")  # as Excel saves text on Windows, on a Mac and for MS-DOS
DELIMITERS = (";", ",", "\t", "|")
FIRST_LETTERS = 200_000  # enough to see how a text is cut into columns
MOST_LINES_OF_A_CELL = 40


def decode(content: bytes) -> str:
    """Text from bytes: a byte order mark decides, else UTF-8 if it is, else what makes most Danish letters of it."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace").replace("\x00", "")
    try:
        return content.decode("utf-8").replace("\x00", "")
    except UnicodeDecodeError:
        read = (content.decode(encoding, errors="replace") for encoding in DANISH_ENCODINGS)
        return max(read, key=lambda text: sum(map(text.count, "æøå"))).replace("\x00", "")


def guessed_delimiter(text: str) -> str:
    """The one that cuts most lines into the same number of columns, more than one; else there is one column."""
    first = [line for line in text[:FIRST_LETTERS].splitlines()[:60] if line.strip()]
    lines = "\n".join(first)
    enough = len(first) / 3  # "Prøve, Testa" in a list of names alone doesn't make two columns
    best, best_score = ";", 0.0
    for delimiter in DELIMITERS:
        rows = rows_of(io.StringIO(lines, newline=""), delimiter, collections.deque())
        counts = Counter(len(row) for row, _is_open in rows if row)
        score = max(
            (many * math.log(columns) for columns, many in counts.items() if many >= enough),  # nothing for one
            default=0.0,
        )
        if score > best_score:
            best, best_score = delimiter, score
    return best


def rows_of(lines: io.StringIO, delimiter: str, ahead: collections.deque[str]) -> Iterator[tuple[list[str], bool]]:
    """Give each row, and whether a quote in it was left open: that quote is then a sign like any other.

    `ahead` holds the lines that are read and not given yet.
    """
    usual = _usual_width(lines, delimiter)
    while True:
        ahead.extend(itertools.islice(lines, MOST_LINES_OF_A_CELL - len(ahead)))
        if not ahead:
            return
        if '"' not in ahead[0]:
            yield _bare(ahead.popleft(), delimiter), False
            continue
        row, used = _first_row(list(ahead), delimiter)
        is_open = used > len(ahead) or (used > 1 and _swallows(row, [*ahead][:used], delimiter, usual))
        if is_open:
            yield _bare(ahead.popleft(), delimiter), True
        else:
            yield row, False
            for _line in range(used):
                ahead.popleft()


def _usual_width(lines: io.StringIO, delimiter: str) -> int:
    begins = lines.tell()
    counts = Counter(len(_bare(line, delimiter)) for line in itertools.islice(lines, 200) if line.strip())
    lines.seek(begins)
    return counts.most_common(1)[0][0] if counts else 1


def _bare(line: str, delimiter: str) -> list[str]:
    """Cut a line where its delimiters stand, without heed of quotes."""
    words = line.rstrip("\r\n")
    return words.split(delimiter) if words else []


def _first_row(lines: list[str], delimiter: str) -> tuple[list[str], int]:
    """The row that begins these lines, and how many of them it takes: one more than there are where it goes on."""
    csv.field_size_limit(max(csv.field_size_limit(), sum(map(len, lines)) + 1))  # the process has but one
    reader = csv.reader([*lines, ""], delimiter=delimiter)
    return next(reader), reader.line_num


def _swallows(row: list[str], lines: list[str], delimiter: str, usual: int) -> bool:
    """Does a cell over several lines hold what looks like rows of their own?"""
    if usual == 1:
        return True
    cells = [cell.replace("\r", "\n").split("\n") for cell in row if "\n" in cell or "\r" in cell]
    is_whole = len(_bare(lines[0], delimiter)) == usual and any(delimiter in parts[0] for parts in cells)
    return is_whole or any(part.count(delimiter) >= usual - 1 for parts in cells for part in parts[1:-1])
