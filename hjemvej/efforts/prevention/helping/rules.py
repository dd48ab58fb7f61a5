"""What speaks for a help, what is not known yet, and when is an answer asked for again? Pure, with reasons."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.models import HelpKind, HelpSought
from hjemvej.ground.law.rules import ProvisionInForce, deadline, working_day_before
from hjemvej.ground.payment_plans.rules import kroner
from hjemvej.platform.ui.when import full_date

Answer, Asks, LeadsTo = HelpSought.Answer, HelpKind.Asks, HelpKind.LeadsTo
ASK_AGAIN = "help_asked_again"  # of ground/law


@dataclass(frozen=True)
class Known:
    """What is known of a citizen's home and economy on a day; None: nobody has told us."""

    arrears: Decimal | None = None  # kroner: the highest that a signal of the case names
    day: datetime.date | None = None  # when the home can be lost
    children: bool | None = None
    rent: Decimal | None = None  # kroner a month, with everything
    can_pay: Decimal | None = None  # kroner a month, with everything


@dataclass(frozen=True)
class Reason:
    """A sentence about a help: what speaks for it, or what is not known yet."""

    words: str
    is_known: bool


def reasons(asks: Sequence[str], known: Known) -> list[Reason]:
    """Say of each thing that a help asks about what is known, in the order it asks."""
    return [_SAYS[Asks(one)](known) for one in asks]


def _arrears(known: Known) -> Reason:
    if known.arrears is None:
        return Reason(_("Vi ved ikke, hvor stor gælden er."), is_known=False)
    return Reason(_("Gælden er %s") % kroner(known.arrears), is_known=True)


def _day(known: Known) -> Reason:
    if known.day is None:
        return Reason(_("Vi kender ikke en dag, hvor hjemmet kan mistes."), is_known=False)
    return Reason(_("Hjemmet kan mistes %s.") % full_date(known.day), is_known=True)


def _children(known: Known) -> Reason:
    if known.children is None:
        return Reason(_("Vi ved ikke, om der er børn i hjemmet."), is_known=False)
    return Reason(_("Der er børn i hjemmet.") if known.children else _("Der er ingen børn i hjemmet."), is_known=True)


def _rent(known: Known) -> Reason:
    if known.rent is None and known.can_pay is None:
        return Reason(_("Vi kender hverken huslejen eller det, borgeren kan betale."), is_known=False)
    if known.rent is None:
        return Reason(_("Vi kender ikke huslejen."), is_known=False)
    if known.can_pay is None:
        return Reason(_("Vi ved ikke, hvad borgeren kan betale i husleje."), is_known=False)
    said = {"rent": kroner(known.rent), "most": kroner(known.can_pay)}
    if known.rent > known.can_pay:
        return Reason(_("Huslejen er %(rent)s, og borgeren kan betale %(most)s") % said, is_known=True)
    return Reason(_("Borgeren kan betale huslejen: %(rent)s af højst %(most)s") % said, is_known=True)


_SAYS = {Asks.ARREARS: _arrears, Asks.DAY: _day, Asks.CHILDREN: _children, Asks.RENT: _rent}


def ask_again_on(sought_on: datetime.date, goal: ProvisionInForce, day: datetime.date | None) -> datetime.date:
    """Return when we ask for the answer: by our own goal, and before the home can be lost while there is time for it.

    The last working day before that day is the latest; where it is over already, we ask the same day.
    """
    by_goal = deadline(goal, sought_on).due_on
    if day is None or day > by_goal:
        return by_goal
    return max(working_day_before(day), sought_on)
