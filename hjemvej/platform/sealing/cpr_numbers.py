"""Where is a CPR number in a text, however it is typed? A single pattern for code that covers, refuses or reads it.

Between the six digits and the four people type nothing, a space, a dash of any kind, or spaces round it; programs add
no-break and thin spaces and invisible characters. A slash, a dot, or signs inside the date (01.01.70-0001) only count
where the six digits are a date: "sag 123456/2026" is no CPR number. Neither are ten digits of a longer number.
Read aloud and written down, it comes in pairs (01 01 90 12 34); in Arabic, with the digits of that script.
"""

import re
import unicodedata

from .unseen import UNSEEN

SPACE = rf"[\s{UNSEEN}]"  # \s knows the no-break, narrow no-break, thin and figure spaces
DASH = "[-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]"  # hyphens, dashes, the minus sign
DAY, MONTH = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])", r"(?:0[1-9]|1[0-2])"  # a replacement number: day + 60
INSIDE = rf"{SPACE}?(?:{DASH}|[./])?{SPACE}?"
DATE = rf"{DAY}{MONTH}\d\d"
DATE_WITH_SIGNS = rf"{DAY}{INSIDE}{MONTH}{INSIDE}\d\d(?={SPACE}{{0,3}}{DASH})"
BETWEEN = rf"{SPACE}{{0,3}}(?:{DASH}|[./_])?{SPACE}{{0,3}}"
NO_SIGN_BUT_A_DASH = rf"(?={SPACE}{{0,3}}{DASH}?{SPACE}{{0,3}}\d)"
PAIRS = (  # ten digits after a country code or another pair are a telephone number
    rf"(?<![\d+])(?<!\d{SPACE})(?P<pairs>{DAY}{SPACE}?{MONTH}{SPACE}?\d\d){SPACE}\d\d{SPACE}?\d\d(?!{SPACE}?\d)"
)
OTHER_DIGITS = re.compile(r"[^\D0-9]")
SIGNS = re.compile(rf"{SPACE}|{DASH}|[./_]")


def _pattern(first: str, not_after: str = r"\d") -> re.Pattern[str]:
    return re.compile(rf"(?<![{not_after}])(?P<first>{first}){BETWEEN}\d{{4}}(?!\d)|{PAIRS}")


# For logs, pages and searches, which may cover too much: the six digits need not be a date.
CPR_LIKE = _pattern(rf"\d{{6}}{NO_SIGN_BUT_A_DASH}|{DATE}|{DATE_WITH_SIGNS}")
# Also numbers whose leading zero a spreadsheet lost.
CPR_LIKE_IN_A_CELL = _pattern(rf"\d{{5,6}}{NO_SIGN_BUT_A_DASH}|{DATE}|{DATE_WITH_SIGNS}")
# For words that are kept, which lose the digits for good: a telephone number must survive.
CPR_WITH_A_DATE = _pattern(rf"{DATE}|{DATE_WITH_SIGNS}", r"\d+")

# Where a telephone number is meant: ten digits may be one, but not with a sign behind a date.
CPR_WITH_A_SIGN = re.compile(
    rf"(?<![\d+])(?P<first>{DATE}){SPACE}{{0,3}}(?:{DASH}|[./_]){SPACE}{{0,3}}\d{{4}}(?!\d)(?P<pairs>)"
)


def cover_cpr(text: str, pattern: re.Pattern[str] = CPR_LIKE) -> str:
    """Cover the last four digits of what looks like a CPR number; its date stays."""
    read = in_our_digits(text)
    covered = pattern.sub(lambda found: f"{found['first'] or found['pairs']}-••••", read)
    return text if covered == read else covered


def in_our_digits(text: str) -> str:
    """Return the text with the digits of every script as 0 to 9; no letter moves."""
    return text if text.isascii() else OTHER_DIGITS.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def squeeze(text: str) -> str:
    """Return what was typed without the separators of a CPR number, in the digits 0 to 9."""
    return SIGNS.sub("", in_our_digits(text))
