"""How does the offer of a home stand, whose turn is it, and may it be offered to two? Pure, with reasons in words."""

import datetime
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.housing_first.models import HomeOffer
from hjemvej.efforts.housing_first.rules import day_and_month
from hjemvej.ground.homes.models import Dwelling
from hjemvej.platform.ui.reasons import Reason

State = HomeOffer.State
ANSWERED_WITHIN, LEASED_WITHIN = "home_offer_answered", "home_lease_signed"
# The states from which each may follow; an answer may come by phone before the citizen has seen anything.
FOLLOWS: dict[str, tuple[State, ...]] = {
    State.SHOWN: (State.PROPOSED,),
    State.ACCEPTED: (State.PROPOSED, State.SHOWN),
    State.DECLINED: (State.PROPOSED, State.SHOWN, State.ACCEPTED, State.SIGNED),
    State.LAPSED: (State.PROPOSED, State.SHOWN),
    State.WITHDRAWN: (State.PROPOSED, State.SHOWN, State.ACCEPTED, State.SIGNED),
    State.SIGNED: (State.ACCEPTED,),
    State.MOVED_IN: (State.SIGNED,),
}
Turn = Literal["us", "citizen", "landlord"]
TURN: dict[str, Turn] = {
    State.PROPOSED: "us", State.SHOWN: "citizen", State.ACCEPTED: "landlord", State.SIGNED: "us",
}  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """An offer as its heading tells it: a sentence, and the next step."""

    words: str
    next: str = ""


def standing(offer: HomeOffer, on: datetime.date) -> Standing:
    """Say where the offer is, and what comes next."""

    def day(value: datetime.date | None) -> str:
        return day_and_month(value, on) if value else ""

    by = day(offer.answer_by_on)
    match offer.state:
        case State.PROPOSED:
            return Standing(_("Borgeren har ikke hørt om boligen endnu"), _("Fortæl om den, svar senest %s") % by)
        case State.SHOWN if offer.answer_by_on < on:
            return Standing(_("Svaret på boligen skulle være kommet %s") % by, _("Spørg, før boligen går tabt"))
        case State.SHOWN:
            return Standing(_("Borgeren svarer senest %s") % by, "" if offer.seen_on else _("Se boligen sammen"))
        case State.ACCEPTED:
            return Standing(_("Ja til boligen %s") % day(offer.answered_on), _("Få lejekontrakten skrevet"))
        case State.SIGNED:
            return Standing(_("Indflytning %s") % day(offer.lease_from_on), _("Gør klar til den første nat"))
        case State.MOVED_IN:
            return Standing(_("Flyttet ind %s") % day(offer.ended_on))
        case State.DECLINED:
            return Standing(_("Nej tak til boligen %s") % day(offer.answered_on))
        case State.LAPSED:
            return Standing(_("Fristen løb ud %s") % day(offer.ended_on))
    return Standing(_("Boligen faldt væk %s") % day(offer.ended_on))


def reasons_beside(
    *, household: int, rooms: int | None, floor: int | None, has_lift: bool | None, is_step_free: bool | None,
    takes_pets: bool | None,
) -> list[Reason]:  # fmt: skip
    """Lay a home's conditions beside what we know of the household; the worker judges, and writes why."""
    return [_space(household, rooms), _stairs(floor, has_lift, is_step_free), _pets(takes_pets)]


def _space(household: int, rooms: int | None) -> Reason:
    if rooms is None:
        return Reason("unknown", _("Vi ved ikke, hvor mange rum der er"))
    people = ngettext("%d person", "%d personer", household) % household
    words = _("%(rooms)d rum til %(people)s") % {"rooms": rooms, "people": people}
    return Reason("holds" if rooms >= max(1, household - 1) else "fails", words)


def _stairs(floor: int | None, has_lift: bool | None, is_step_free: bool | None) -> Reason:
    if is_step_free:
        return Reason("holds", _("Uden trin"))
    if floor == 0:
        words = _("Stueetage; vi ved ikke, om der er trin") if is_step_free is None else _("Stueetage, med trin")
        return Reason("unknown", words)
    if floor is None:
        return Reason("unknown", _("Vi ved ikke, hvilken etage den er på"))
    lift = {True: _("med elevator"), False: _("uden elevator"), None: _("vi ved ikke, om der er elevator")}[has_lift]
    return Reason("unknown", _("%(floor)d. sal, %(lift)s") % {"floor": floor, "lift": lift})


def _pets(takes_pets: bool | None) -> Reason:
    if takes_pets is None:
        return Reason("unknown", _("Vi ved ikke, om man må have husdyr"))
    return Reason("holds", _("Husdyr er tilladt")) if takes_pets else Reason("unknown", _("Husdyr er ikke tilladt"))


def in_points(home: Dwelling) -> list[str]:
    """The home as a letter lists it; what nobody has said is left out."""
    size = _("%d m²") % home.size if home.size else ""
    rooms = ngettext("ét rum", "%d rum", home.rooms) if home.rooms else ""
    return [
        point
        for point in (
            str(home.get_form_display()), size, rooms % home.rooms if "%d" in rooms else rooms, home.neighbourhood,
            home.near, _("Uden trin") if home.is_step_free else "", _("Husdyr er tilladt") if home.takes_pets else "",
            _("Roligt i opgangen") if home.is_quiet else "", _("Eget bad") if home.has_bath else "",
            _("Eget køkken") if home.has_kitchen else "", _("Altan eller have") if home.has_balcony else "",
        )
        if point
    ]  # fmt: skip


def least_for_a_lease(*, name: str, phone: str) -> str:
    """What a lease needs, as the landlord is told it unless the worker writes less."""
    return "\n".join(filter(None, [name, _("Telefon: %s") % phone if phone else ""]))
