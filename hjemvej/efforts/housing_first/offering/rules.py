"""How does the offer of a home stand, whose turn is it, and may it be offered to two? Pure, with reasons in words."""

import datetime
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.housing_first.models import HomeOffer
from hjemvej.efforts.housing_first.rules import day_and_month
from hjemvej.ground.homes.models import Dwelling

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
SAID_YES = (State.ACCEPTED, State.SIGNED)
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
