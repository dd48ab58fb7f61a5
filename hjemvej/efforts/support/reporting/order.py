"""What does the state ask to be told of a course of support, where is that read, and how sure is it? Dated.

The appendix to the order (databekendtgørelsen) has not been read: what is not read in a source is said to be so.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from hjemvej.ground.law.models import Provision

FFB = _("KL's FFB-indberetning 1.0.0")  # hl7dk/kl-ffb-reporting, input/pagecontent/index.md
CHANGES = ((1, 1), (7, 1))  # the order is written anew each half-year


@dataclass(frozen=True)
class Field:
    """One thing to be told; `not_kept` says why Hjemvej cannot tell it."""

    key: str
    title: Any
    certainty: str  # as ground/law marks it
    source: Any
    not_kept: Any = ""

    @property
    def how_sure(self) -> str:
        return str(Provision.Certainty(self.certainty).label)


@dataclass(frozen=True)
class Order:
    """What is to be told from a day on, and of which paragraphs."""

    valid_from: datetime.date
    paragraph: str
    source: Any
    bases: Mapping[str, str]  # DecisionBasis of ground/law, and the paragraph as it is told
    fields: Sequence[Field]


ORDERS = (
    Order(
        valid_from=datetime.date(2024, 1, 1),
        paragraph="Bek. 1295 af 14/11/2023, § 1, nr. 6",
        source=_("Paragrafferne er læst hos socialjura.dk; bilaget med felterne er ikke læst"),
        bases={
            "support_85": "SEL § 85", "support_85a": "SEL § 85 a", "place_107": "SEL § 107", "place_108": "SEL § 108",
        },
        fields=(
            Field("cpr", _("CPR-nummer"), "B", FFB),
            Field("municipality", _("Kommune"), "B", _("Den kommune, der har visiteret, indberetter: dst.dk")),
            Field("paragraph", _("Paragraf"), "B", _("Bekendtgørelsens § 1, nr. 6: socialjura.dk")),
            Field("decided_on", _("Afgørelsens dag"), "A", _("Bilaget er ikke læst")),
            Field("from_on", _("Startdag"), "B", FFB),
            Field("until_on", _("Slutdag"), "B", FFB),
            Field("target_group", _("Målgruppe"), "B", _("dst.dk, og KL's FFB-indberetning"),
                  _("Vi vurderer ikke målgruppe efter FFB. Koden for hjemløshed findes; den sættes ikke af sig selv.")),
            Field("service", _("Ydelse efter FFB"), "B", FFB,
                  _("Der er ingen kode for § 85 a, CTI, ICM eller ACT.")),
            Field("performer", _("Tilbudstype"), "B", FFB, _("Vi har ikke tilbudstypen efter FFB.")),
            Field("need", _("Støttebehov"), "B", FFB, _("Vi giver ikke borgere et niveau.")),
            Field("case_number", _("Sagsnummer"), "B", FFB, _("Kommunens sagsnummer står i jeres ESDH.")),
            Field("follow_up", _("Opfølgningsdag"), "B", FFB, _("Handleplanens opfølgning hører ikke til forløbet.")),
            Field("extent", _("Omfang"), "?", _("dst.dk tæller fuldtidsydelser; hvordan omfanget meldes, er ikke læst"),
                  _("Vi ved ikke, hvordan omfanget skal meldes.")),
        ),
    ),
)  # fmt: skip


def order_on(on: datetime.date) -> Order:
    """Return what is asked for on a day; before the first that we have read, that one."""
    return next((one for one in reversed(ORDERS) if one.valid_from <= on), ORDERS[0])


def next_change(on: datetime.date) -> datetime.date:
    """Return the next day on which the order is written anew."""
    days = [datetime.date(year, month, day) for year in (on.year, on.year + 1) for month, day in CHANGES]
    return next(day for day in days if day > on)
