"""How many days in shelter are used, and what does a shelter write of an admission? Pure: the law's figures come in."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import AdmissionNotice, Occupancy
from hjemvej.platform.ui.when import full_date

DAY = datetime.timedelta(days=1)
DISCHARGES = Occupancy.Discharge.choices
HOWS = [choice for choice in AdmissionNotice.How.choices if choice[0] != AdmissionNotice.How.HERE]


@dataclass(frozen=True)
class ShelterDays:
    """Days in § 110 shelters in the running year, against the state's reimbursement."""

    year_from: datetime.date
    year_until: datetime.date  # the first day of the next
    used: int
    limit: int
    explanation: str

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)


def shelter_days(
    stays: Sequence[tuple[datetime.date, datetime.date | None]],
    on: datetime.date,
    *,
    limit: int,
    counted_from: datetime.date,
) -> ShelterDays | None:
    """Nights in § 110 houses in the running year that `on` lies in; None when no year runs.

    The year runs from the first admission, stays add up, and the counter starts again a year after.
    How a stay that crosses such a day is split is not said: we begin a new year with its first night after the day.
    """
    spans = sorted((max(first, counted_from), min(until or on + DAY, on + DAY)) for first, until in stays)
    spans = [(first, until) for first, until in spans if first < until]
    year = None
    for first, until in spans:
        while year is None or until > year[1]:
            begins = first if year is None else max(first, year[1])
            year = (begins, _a_year_after(begins))
    if year is None or on >= year[1]:
        return None
    used = sum(max(0, (min(until, year[1]) - max(first, year[0])).days) for first, until in spans)
    text = _(
        "%(used)s af %(limit)s døgn brugt siden den %(from)s. Året løber fra første indskrivning; ophold lægges sammen."
    )
    words = {"used": used, "limit": limit, "from": full_date(year[0])}
    return ShelterDays(year[0], year[1], used, limit, text % words)


def _a_year_after(day: datetime.date) -> datetime.date:
    if day.month == 2 and day.day == 29:
        return datetime.date(day.year + 1, 3, 1)
    return day.replace(year=day.year + 1)


def text_to_send(
    *, municipality: str, house: str, phone: str, name: str, born_on: datetime.date | None, admitted_on: datetime.date
) -> str:
    """Only what the law asks for: who, where and since when, and whom to call."""
    born = _(", født %s,") % full_date(born_on) if born_on else ""
    words = {
        "municipality": municipality or _("handlekommunen"), "house": house, "name": f"{name}{born}",
        "day": full_date(admitted_on),
    }  # fmt: skip
    lines = [
        _("Til %(municipality)s") % words,
        _("Vi har %(day)s besluttet at indskrive %(name)s på %(house)s. Efter det, vi ved, er I handlekommune.")
        % words,
        _("Vi skriver efter serviceloven § 110 stk. 6."),
    ]
    if phone:
        lines.append(_("Ring til os på %s.") % phone)
    return "\n".join(lines)


def question_to_us(house: str, phone: str) -> str:
    """What a house asks our team when it does not know the municipality: nobody can be known from it."""
    words = {"house": house, "phone": phone or _("husets nummer")}
    return (
        _("%(house)s vil gerne tale med jer om, hvilken kommune en gæst hører til. Ring til os på %(phone)s.") % words
    )
