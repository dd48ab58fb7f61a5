"""How do our counts look in the shape of DDAS Vroegsignalering 1.2? From the traces alone: nobody is in the file.

Source: VNG-Realisatie/ddas-vroegsignalering, `v1.2/json_schema_Uitwisselmodel.json`; which field is which, and what is
left out, stands in docs/data/vroegsignalering.md.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hjemvej.efforts.prevention.models import PreventionCase, Sender, Signal

SUPPLIER = "Hjemvej"
PARTNER = {Sender.LANDLORD: "Huur"}  # every other sender: Overige
ANOTHER_REASON = "Niet opgepakt: andere reden"
STATUS: dict[str, str] = {
    "": "Nog niet opgepakt",
    Signal.Ended.WRONG: "Niet opgepakt: onterecht signaal",
    Signal.Ended.NO_RISK: "Niet opgepakt: onterecht signaal",
    Signal.Ended.DUPLICATE: "Niet opgepakt: herhaalde melding",
    Signal.Ended.NOT_OURS: "Persoon is geen inwoner (meer) in de gemeente",
    **dict.fromkeys((Signal.Ended.WITHDRAWN, Signal.Ended.SOLVED), ANOTHER_REASON),
    **dict.fromkeys((Signal.Ended.WANTS_NO_HELP, Signal.Ended.OBJECTED), ANOTHER_REASON),
}
Outcome = PreventionCase.Outcome
HELPED, NOT_MONEY = "Vervolghulp en/of verwijzing", "Vervolghulp en/of verwijzing niet financieel"
ALONE = "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering"
RESULT: dict[str, str] = {
    Outcome.KEPT: HELPED, Outcome.MOVED: HELPED, Outcome.LOST_STREET: NOT_MONEY, Outcome.LOST_SHELTER: NOT_MONEY,
    Outcome.LOST_FRIENDS: NOT_MONEY, Outcome.LOST_ELSEWHERE: NOT_MONEY,
    Outcome.IN_A_COURSE: "Inwoner heeft al een ander lopend traject", Outcome.SOLVED_ALONE: ALONE,
    Outcome.WANTS_NO_HELP: ALONE, Outcome.WRONG_SIGNAL: "Niet opgepakt: onterecht signaal",
    Outcome.NEVER_REACHED: "Definitief geen contact kunnen krijgen",
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Counted:
    """A signal without a name: the first of the month in which it came, from whom, and how far it came."""

    month: datetime.date
    sender: str
    is_taken_up: bool
    came_to: str
    is_reached: bool


def delivery(
    counted: Iterable[Counted], *, since: datetime.date, until: datetime.date, at: datetime.datetime, code: str,
    name: str,
) -> dict[str, Any]:  # fmt: skip
    """Return the file as DDAS has it; numbered in the order of what they say, never as they came."""
    numbered = [(str(number), one) for number, one in enumerate(sorted(counted), start=1)]
    return {
        "startdatumLevering": since.replace(day=1).isoformat(),
        "einddatumLevering": until.isoformat(),
        "aanleverdatumEnTijd": at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "codeGegevensleverancier": SUPPLIER,
        "leveringen": [
            {
                "teller": 1,
                "gemeentecode": code,
                "aanleverendeOrganisatie": {"naam": name},
                "vroegsignalen": [_signal(key, one) for key, one in numbered],
                "vroegsignaalzaken": [_case(key, one) for key, one in numbered if one.is_taken_up],
            }
        ],
    }


def _signal(key: str, one: Counted) -> dict[str, Any]:
    return {
        "ID": key,
        "signaaldatum": one.month.isoformat(),
        "status": "Opgepakt" if one.is_taken_up else STATUS.get(one.came_to, ANOTHER_REASON),
        "signaalpartner": {"type": PARTNER.get(Sender(one.sender), "Overige")},
    }


def _case(key: str, one: Counted) -> dict[str, Any]:
    case: dict[str, Any] = {"vroegsignalen": [{"ID": key}]}
    if one.came_to:
        case["resultaat"] = RESULT.get(one.came_to) or STATUS.get(one.came_to, ANOTHER_REASON)  # ended in its case
    if one.is_reached:
        case["contactpogingen"] = [{"soort": "Onbekend", "bereikt": True}]
    return case
