"""How does the invented town live with housing meetings? One a week, at which the homes of the week were decided."""

import datetime
import uuid
from itertools import groupby

from hjemvej.efforts.housing_first.models import (
    HomeOffer,
    HousingFirstOffer,
    HousingMeeting,
    MeetingChoice,
    MeetingHome,
    SavedOrder,
    SavedPlace,
)
from hjemvej.ground.law import queries as law
from hjemvej.platform.rooms import TownSoFar

from . import rules

WEEKS = 12
PRESENT = ("Boligteamet og Ydelse", "Boligteamet, Boligselskabet Fjorden", "Boligteamet, Kirkens Korshær")
ANOTHER = "Søsteren bor i opgangen, og borgeren har selv bedt om det."


def live(town: TownSoFar) -> None:
    """Write a meeting for each week in which homes were found."""
    town.ledger.flush()
    since = town.until - datetime.timedelta(weeks=WEEKS)
    found = HomeOffer.objects.filter(offered_on__gte=since, offered_on__lt=town.until - datetime.timedelta(days=2))
    by_week = groupby(found.order_by("offered_on", "id"), key=lambda offer: offer.offered_on.isocalendar()[:2])
    for number, (_week, offers) in enumerate(by_week):
        _held(town, number, list({offer.vacancy_id: offer for offer in offers}.values()))


def _held(town: TownSoFar, number: int, offers: list[HomeOffer]) -> None:
    on = min(offer.offered_on for offer in offers)
    at = datetime.datetime.combine(on, datetime.time(8, 30), datetime.UTC)
    waited = HousingFirstOffer.objects.filter(answer="yes", answered_on__lt=on).values_list("person_id", "answered_on")
    in_order = list(dict(waited.order_by("-answered_on", "id")[:15]))
    people = list(dict.fromkeys([*(offer.person_id for offer in offers), *in_order]))
    usual = int(law.provision_then(rules.USUAL_RENT, on).value)
    meeting, order = _id(town), _id(town)
    town.ledger.add(
        SavedOrder, id=order, organisation_id=town.team, made_at=at, made_by_id=town.colleagues[0], figures={},
        kept_out={},
    )  # fmt: skip
    for place, person_id in enumerate(people, start=1):
        since_on = on - datetime.timedelta(days=400 - 10 * place)
        town.ledger.add(
            SavedPlace, order_id=order, person_id=person_id, place=place, need="need_all", since_on=since_on
        )
    town.ledger.add(
        HousingMeeting, id=meeting, organisation_id=town.team, began_at=at, began_by_id=town.colleagues[0],
        ended_at=at + datetime.timedelta(minutes=50), present=PRESENT[number % len(PRESENT)], order_id=order,
        found={
            **dict.fromkeys(("homes", "housed", "one_by_one", "wishes"), len(offers)),
            **dict.fromkeys(("gain", "wait", "more_homes"), 0),
            "citizens": len(people), "others": {}, "costs": {}, "usual_rent": usual,
        },
    )  # fmt: skip
    for minutes, offer in enumerate(offers, start=5):
        _decided(town, meeting, offer, at + datetime.timedelta(minutes=minutes), is_another=minutes % 4 == 0)


def _decided(town: TownSoFar, meeting: uuid.UUID, offer: HomeOffer, at: datetime.datetime, *, is_another: bool) -> None:
    home = _id(town)
    town.ledger.add(
        MeetingHome, id=home, meeting_id=meeting, vacancy_id=offer.vacancy_id, fits=3, kept_out={"rent": 4},
        has_choice=True, decided="another" if is_another else "agreed", decided_at=at, decided_by_id=town.colleagues[0],
        is_open=False,
    )  # fmt: skip
    town.ledger.add(
        MeetingChoice, id=_id(town), home_id=home, person_id=offer.person_id, is_chosen=True,
        because=ANOTHER if is_another else "", recorded_at=at,
    )  # fmt: skip


def _id(town: TownSoFar) -> uuid.UUID:
    return uuid.UUID(int=town.rng.getrandbits(128), version=4)
