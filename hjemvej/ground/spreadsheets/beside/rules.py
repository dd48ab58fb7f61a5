"""What do a list's other columns say? Last seen, homeless since, whose responsibility, who coordinates. Pure."""

import datetime
import re

from django.utils.translation import gettext as _

from hjemvej.ground.people.rules import MUNICIPALITIES, fold_words
from hjemvej.ground.spreadsheets.rules.cells import CellNotUnderstood
from hjemvej.ground.spreadsheets.rules.days import read_day
from hjemvej.platform.ui.typed_dates import DateNotUnderstood, Period, read_period


def read_last_seen(text: str, today: datetime.date) -> datetime.date:
    """The day of the last contact, told exactly: a month is no day on which somebody was met."""
    told = read_day(text, today)
    if told.day is None or told.is_rough:
        raise CellNotUnderstood(_("”%(text)s” er ikke en dag. Skriv f.eks. 3/5-2026.") % {"text": text[:30]})
    if told.day > today:
        raise CellNotUnderstood(_("Den dag er ikke kommet endnu."))
    return told.day


def read_since(text: str, today: datetime.date) -> Period:
    """A day, a month or a year."""
    try:
        period = read_period(text, today=today)
    except DateNotUnderstood as problem:
        raise CellNotUnderstood(str(problem)) from None
    if period.first > today:
        raise CellNotUnderstood(_("Den dag er ikke kommet endnu."))
    return period


def read_municipality(text: str) -> tuple[str, str]:
    """Code and name, of either: “265”, “Roskilde”, “Roskilde Kommune”."""
    said = re.sub(r"\bkommune\b", "", fold_words(text)).strip()
    for code, name in MUNICIPALITIES.items():
        if said in (code, name.lower()):
            return code, name
    raise CellNotUnderstood(_("”%(text)s” er ikke en af landets kommuner.") % {"text": text[:40]})


def who_is_meant(text: str, colleagues: dict[str, object]) -> object | None:
    """The colleague of that name or e-mail, or the only one of whom it is a part; nobody where two may be meant."""
    said = fold_words(text)
    if said in colleagues:
        return colleagues[said]
    fits = {colleague for name, colleague in colleagues.items() if said and set(said.split()) <= set(name.split())}
    return fits.pop() if len(fits) == 1 else None
