"""How does the offer of a home leave the house as a letter to the citizen? As a draft that staff read and send."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from hjemvej.efforts.housing_first.models import HomeOffer
from hjemvej.efforts.housing_first.offering import queries, rules
from hjemvej.ground.correspondence.letters.actions import draft_letter
from hjemvej.ground.correspondence.letters.rules.fields import Value
from hjemvej.ground.correspondence.models import Letter, LetterKind
from hjemvej.ground.homes.models import Dwelling
from hjemvej.platform.access.viewer import Viewer


def write_offer_letter(*, offer: HomeOffer, by: Viewer, at: datetime.datetime) -> Letter:
    home = offer.vacancy.dwelling
    with override("da"):  # the letter is Danish whoever writes it
        values = _values(offer, home)
    return draft_letter(person_id=offer.person_id, kind=LetterKind.OFFER_OF_HOME, values=values, by=by, at=at)


def _values(offer: HomeOffer, home: Dwelling) -> dict[str, Value]:
    money = queries.money_of(home)
    return {
        "adresse": home.address, "bolig": rules.in_points(home), "husleje": money.rent, "indskud": money.deposit,
        "udlejer": home.landlord.name, "ledig_fra": offer.vacancy.can_move_in_on, "svar_senest": offer.answer_by_on,
        "næste_skridt": _("Vi ser boligen sammen, hvis du vil."),
    }  # fmt: skip
