"""What is written of a night in the town? Who asked, who sat in the night café, who was outside, and what was told."""

import datetime
import uuid

from hjemvej.efforts.safe_night.models import Answer, HouseReport, Occupancy, PlaceRequest, ToldNight
from hjemvej.ground.situations.models import StreetObservation
from hjemvej.platform.access.models import NeedToKnow

from . import names, words
from .life import DAY, Soul, moment
from .pen import Pen
from .town import Bed, InventedHouse, identity
from .working_days import is_at_work

A_WEEK = 7 * DAY
TOLD_OF = 0.35  # of the nights outside: those that somebody tells of
FOUND_ALONE = 0.15  # of those who asked and got no place: found one themselves
AT_THE_DOOR = identity("user:natcafe")
NIGHT_CAFE = identity("organisation:Natcaféen")


class Nights:
    """Writes the rows of each night; on a holiday the night café alone is open and asks at its own door."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.lately_in_the_cafe: set[uuid.UUID] = set()

    def one_night(self, soul: Soul, bed: Bed, night: datetime.date, *, came: bool) -> None:
        """A place for one night in the night café: asked for, held, and used or not."""
        pen = self.pen
        request = self._request(soul, night, "placed" if came else "unmet")
        made = pen.not_before_known(soul, moment(night, pen.rng, 15, 21))
        pen.ledger.add(
            Occupancy, id=pen.an_id(), place_id=bed.id, house_id=bed.house.id, person_id=soul.id, request_id=request,
            from_night=night, until_night=night + DAY, status="ended" if came else "did_not_come",
            held_until=moment(night, pen.rng, 22, 23), arrived_at=moment(night, pen.rng, 21, 23) if came else None,
            left_at=moment(night + DAY, pen.rng, 7, 8) if came else None, made_at=made, made_by_id=self._who(night),
        )  # fmt: skip
        if came and night >= pen.until - A_WEEK and soul.id not in self.lately_in_the_cafe:  # known there still
            self.lately_in_the_cafe.add(soul.id)
            pen.need(soul.id, identity(f"organisation:{bed.house.organisation}"), NeedToKnow.Basis.GUEST, made)

    def no_place(self, soul: Soul, night: datetime.date, house: InventedHouse, *, asked: bool) -> None:
        """A night outside; if a place was asked for, the request stays unmet, with the no that was said."""
        rng = self.pen.rng
        if asked:
            found_alone = rng.random() < FOUND_ALONE
            request = self._request(soul, night, "withdrawn" if found_alone else "unmet")
            if rng.random() < 0.5:
                at = moment(night, rng, 18, 22)
                kind = rng.choice(["declined", "turned_away"])
                said = rng.choice(words.DECLINED) if kind == "declined" else "Alt optaget"
                self.pen.ledger.add(Answer, request_id=request, house_id=house.id, kind=kind, words=said, at=at)
            if found_alone:
                return
        if rng.random() < TOLD_OF:
            self.is_told(soul, night, rng.choice(words.UNSAFE))

    def _request(self, soul: Soul, night: datetime.date, status: str) -> uuid.UUID:
        pen = self.pen
        made, asked = pen.an_id(), pen.not_before_known(soul, moment(night, pen.rng, 12, 20))
        pen.ledger.add(
            PlaceRequest, id=made, person_id=soul.id, night=night, needs=["dog"] if soul.has_dog else [], status=status,
            organisation_id=pen.team if is_at_work(night) else NIGHT_CAFE, requested_at=asked, closed_at=asked,
            requested_by_id=self._who(night),
        )  # fmt: skip
        return made

    def _who(self, night: datetime.date) -> uuid.UUID:
        return self.pen.a_coordinator() if is_at_work(night) else AT_THE_DOOR

    def asks_tonight(self, soul: Soul, night: datetime.date, *, at: datetime.datetime, note: str = "") -> None:
        """Waits for a place tonight."""
        pen = self.pen
        pen.ledger.add(
            PlaceRequest, id=pen.an_id(), person_id=soul.id, night=night, needs=["dog"] if soul.has_dog else [],
            status="waiting", organisation_id=pen.team, requested_at=at, note=note, requested_by_id=pen.a_coordinator(),
        )  # fmt: skip

    def is_told(self, soul: Soul, night: datetime.date, what: str) -> None:
        """Somebody tells how it was outside, on the first morning after that the team is at work."""
        pen = self.pen
        told_at = pen.at_work(night + DAY, 7, 10)
        if told_at >= moment(night + DAY, pen.rng, 4, 5):
            pen.ledger.add(
                ToldNight, person_id=soul.id, night=night, outcome="unsafe", what_happened=what, told_at=told_at,
                told_by_id=pen.rng.choice(pen.supporters),
            )  # fmt: skip

    def seen_outside(self, day: datetime.date) -> None:
        """People outside whom nobody knows: counted, not named."""
        pen, at = self.pen, moment(day, self.pen.rng, 6, 8)
        pen.ledger.add(
            StreetObservation, id=pen.an_id(), seen_at=at, where=pen.rng.choice(names.SEEN_AT),
            people=pen.rng.choice([1, 1, 1, 2]), organisation_id=pen.team, recorded_at=at,
            recorded_by_id=pen.rng.choice(pen.supporters),
        )  # fmt: skip

    def house_reports(self, house: InventedHouse, night: datetime.date, free: int, at: datetime.datetime) -> None:
        self.pen.ledger.add(
            HouseReport, house_id=house.id, night=night, free_places=free, reported_at=min(at, self.pen.now)
        )
