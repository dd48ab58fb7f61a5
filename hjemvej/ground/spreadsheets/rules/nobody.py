"""Is a row about anybody at all? Sums, footnotes, headings, empty beds and rows struck out by a word. Pure."""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from hjemvej.ground.people.rules import fold_words
from hjemvej.ground.spreadsheets.reading.rules.workbooks import Row
from hjemvej.platform.ui.typed_dates import DAYS, MONTHS

from .cells import kind_told_by
from .columns import Field
from .names import is_described

NOTE = re.compile(
    r"[*¹]|1\)|(?:note|kilde|opgjort|opdateret|udskrevet|senest|obs|nb|bemærk\w*|se også|fortrolig\w*|side \d)\b"
)
SUM = re.compile(r"(?:i alt|ialt|subtotal|gennemsnit|gns)\b|(?:total|sum|antal)$|antal (?:på|i|borgere|personer)\b")
A_BED = "(?:seng|plads|værelse|rum|bolig)"
NO_BED_TAKEN = re.compile(
    rf"(?:{A_BED}|nr\.?)?\s*\d*\s*[:-]?\s*(?:ledige?t?|vakante?|tomt|tomme|tom (?={A_BED})|fri|lukket|ubeboet"
    rf"|ingen beboer|ikke i brug|under istandsættelse|reserveret|reserve)\s*{A_BED}?\s*\d*"
)
STRUCK_OUT = re.compile(r"(?:slettet|slettes|slet|udgår|udgået|annulleret|dublet|dubleret|deleted|test|overstreget)")
HEADING = re.compile(
    rf"(?:uge \d{{1,2}}|team \w+|afdeling \w+|(?:{'|'.join(MONTHS)})\w*\.?(?: \d{{2,4}})?|(?:{'|'.join(DAYS)})(?: .*)?"
    r"|\d{4}|(?:nye?|gamle|aktive|afsluttede?|tidligere|øvrige|andre|venteliste|arkiv)(?: \w+)?|.*\(\d+ pladser\))"
)
A_SENTENCE = 7  # words; fewer may be a name
TELLS_WHO = (Field.NAME, Field.GIVEN_NAMES, Field.SURNAME, Field.ALIAS, Field.DESCRIPTION)


def why_nobody(row: Row, cells: Mapping[str, str], header: frozenset[str]) -> str:
    """Why the row is empty, a footnote, a sum or the header once more; nothing when it may be about somebody."""
    filled = [cell for cell in row if cell]
    if not filled:
        return _("Tom række")
    said = fold_words(filled[0])
    if SUM.match(said):
        return _("Ligner en sum")
    if all(cell == filled[0] for cell in filled) and (NOTE.match(filled[0]) or NOTE.match(said)):
        return _("Ligner en fodnote")  # also a merged cell over the whole width
    if len(filled) > 1 and all(fold_words(cell) in header for cell in filled):
        return _("Overskriften en gang til")
    if not cells:
        return _("Der står kun noget i kolonner, der ikke skal med")
    called = {fold_words(cells[name]) for name in TELLS_WHO if name in cells}
    if called and Field.CPR not in cells and all(NO_BED_TAKEN.fullmatch(name) for name in called):
        return _("Ligner en tom plads")
    if called and all(STRUCK_OUT.fullmatch(name) for name in called):
        return _("Ligner en række, der er slettet")
    return ""


def may_be_a_heading(cells: Mapping[str, str], fields: Sequence[str | None], houses: Mapping[str, object]) -> bool:
    """A line of its own between the people, alone or merged over several columns: "Herberg", or a sentence."""
    texts = set(cells.values())
    if len(texts) > 1 or sum(name is not None for name in fields) < 2 + (len(cells) == 1):
        return False
    text = texts.pop()
    said = fold_words(text)
    is_place = kind_told_by(text) is not None or said in houses or bool(HEADING.fullmatch(said))
    return not is_described(text) and (len(text.split()) >= A_SENTENCE or is_place)
