"""What does a shelter write of an admission, and where does a guest leave to? Pure."""

import datetime

from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import AdmissionNotice, Occupancy
from hjemvej.platform.ui.when import full_date

DISCHARGES = Occupancy.Discharge.choices
HOWS = [choice for choice in AdmissionNotice.How.choices if choice[0] != AdmissionNotice.How.HERE]


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
