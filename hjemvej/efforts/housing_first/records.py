"""Which rows do tests, a bystander and the invented town have?"""

import datetime

from django.utils.timezone import localdate

from hjemvej.platform.rooms import Bystander, Laid

from .models import HousingFirstOffer, NotOfferedYet

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
