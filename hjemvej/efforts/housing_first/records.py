"""Which rows do tests, a bystander and the invented town have?"""

import datetime

from django.utils.timezone import localdate

from hjemvej.ground.consents.models import Consent
from hjemvej.ground.homes.models import Dwelling, Vacancy
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.rooms import Bystander, Laid

from .meeting import records as meeting
from .models import (
    HomeOffer,
    HomeWish,
    HousingFirstOffer,
    HousingRegistration,
    MovingInLine,
    NotOfferedYet,
    Proposal,
    Want,
    WishSheet,
)

DAY = datetime.timedelta(days=1)
PARAGRAPH = "SEL § 85 a"


def housing_first_offer(laid: Laid) -> HousingFirstOffer:
    """Lay out an offer that the citizen is thinking over."""
    return HousingFirstOffer.objects.create(
        person=laid.person, organisation=laid.team, offered_on=localdate(laid.at), offered_by=laid.user,
        how="in_person", paragraph=PARAGRAPH, recorded_at=laid.at,
    )  # fmt: skip


def add_bystander(bystander: Bystander) -> None:
    who = {"person": bystander.person, "organisation_id": bystander.team_id}
    bystander.add(
        HousingFirstOffer, **who, offered_on=bystander.night, offered_by_id=bystander.worker_id, how="phone",
        paragraph=PARAGRAPH, answer="no", words="Uberørt", answered_on=bystander.night,
        ask_again_on=bystander.night + DAY, recorded_at=bystander.at,
    )  # fmt: skip
    bystander.add(
        NotOfferedYet, **who, why="Uberørt", waits_for="uberørt", said_on=bystander.night,
        look_again_on=bystander.night + DAY, recorded_at=bystander.at, recorded_by_id=bystander.worker_id,
    )  # fmt: skip
    _add_home(bystander, who)


def _add_home(bystander: Bystander, who: dict[str, object]) -> None:
    on, mark = bystander.night, f"uberørt tilbud {bystander.person.pk}"
    landlord = bystander.add(Organisation, name=f"Boligforeningen, {mark}", kind="landlord")
    home = bystander.add(Dwelling, landlord=landlord, form="family", address=f"Uberørtvej 2, {mark}", rent=5000)
    vacancy = bystander.add(Vacancy, dwelling=home, notified_on=on, can_move_in_on=on, monthly_rent=5000)
    offer = bystander.add(
        HomeOffer, **who, vacancy=vacancy, state="declined", because="Uberørt", offered_on=on, recorded_at=bystander.at,
        answer_by_on=on, words="Uberørt", answered_on=on, ended_on=on,
    )  # fmt: skip
    whose = {"person": bystander.person, "offer": offer}
    bystander.add(
        HousingRegistration, **who, landlord="Uberørt", registered_on=on, renew_by_on=on, recorded_at=bystander.at
    )
    bystander.add(HomeWish, **whose, words="Uberørt", said_on=on, recorded_at=bystander.at)
    meeting.add_bystander(bystander, vacancy)
    sheet = bystander.add(
        WishSheet, person=bystander.person, said_on=on, how="paper", words="Uberørt", recorded_at=bystander.at
    )
    bystander.add(Want, person=bystander.person, sheet=sheet, wanted="near", weight="good", words="Uberørt")
    bystander.add(MovingInLine, **whose, title="Uberørt", who="Uberørt", by_on=on, order=1)
    consent = bystander.add(
        Consent, person=bystander.person, organisation_id=bystander.team_id, to_organisation=landlord, topics=["home"],
        purpose="Uberørt", how="paper", given_at=bystander.at, from_on=on, last_on=on,
    )  # fmt: skip
    bystander.add(
        Proposal, **whose, vacancy=vacancy, landlord=landlord, consent=consent, told="Uberørt", told_at=bystander.at
    )
