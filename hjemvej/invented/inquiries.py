"""Who calls the invented team, and what comes of it? The weekday's rhythm, and a few open ones today."""

import datetime
import random
import uuid
from typing import Any

from django.conf import settings

from hjemvej.efforts.one_entry.models import ChildNotice, Inquiry, InquiryStep
from hjemvej.efforts.one_entry.queries import child_reasons

from . import words
from .life import Soul, moment
from .pen import Pen
from .rates import Kind

ASKERS = {
    "self": ("phone", "desk", "public"), "relative": ("phone", "mail"), "neighbour": ("phone", "public"),
    "professional": ("phone", "mail", "partner"), "landlord": ("partner", "mail", "letter"),
}  # fmt: skip
OPEN_FOR = datetime.timedelta(hours=30)
ASKED_WITHIN = datetime.timedelta(days=20)  # by then the team has asked for the receipt of a notice, and got it


class Calls:
    """Writes inquiries and their steps; those of the last day or so may still be open."""

    def __init__(self, pen: Pen) -> None:
        self.pen, self.ledger, self.rng, self.team = pen, pen.ledger, pen.rng, pen.team
        self.until, self.now = pen.until, pen.now

    def about_newcomer(self, soul: Soul, day: datetime.date) -> None:
        kind = soul.past[0].kind
        at_risk = kind == Kind.AT_RISK
        concern = "losing_home" if at_risk else "seen_outside" if kind == Kind.STREET else "no_home"
        asker = "landlord" if at_risk else self.rng.choice(["self", "self", "relative", "neighbour", "professional"])
        tonight = "no_place" if kind == Kind.STREET else "has_place"
        eviction = day + datetime.timedelta(days=self.rng.randrange(14, 40)) if at_risk else None
        self._call(day, asker, person_id=soul.id, concerns=[concern], tonight=tonight, eviction_on=eviction)

    def about_known(self, soul: Soul, day: datetime.date, *, is_new: bool = False) -> None:
        asker = self.rng.choice(["self", "self", "relative", "professional"])
        self._call(day, asker, person_id=soul.id, concerns=["support"], tonight="has_place", is_new=is_new)

    def about_stranger(self, day: datetime.date, *, is_new: bool = False) -> None:
        about = self.rng.choice(["En mand i en sovepose", "En yngre kvinde med rygsæk", "To personer i et telt"])
        self._call(
            day, "neighbour", about=about, where="Ved søen", concerns=["seen_outside"], tonight="unknown", is_new=is_new
        )

    def _call(self, day: datetime.date, asker: str, *, is_new: bool = False, **facts: Any) -> None:
        at = moment(day, self.rng, 8, 16)
        if at > self.now:
            at = self.now - datetime.timedelta(minutes=self.rng.randrange(5, 200))
        made, taker = self.pen.an_id(), self.pen.a_coordinator()
        age = self.now - at
        status = "closed" if age > OPEN_FOR or self.rng.random() < 0.4 else self.rng.choice(["new", "taken"])
        if is_new:
            status = "new"
        elif OPEN_FOR < age < OPEN_FOR * 4 and self.rng.random() < 0.08:
            status = "taken"
        taken_at = min(at + datetime.timedelta(minutes=self.rng.randrange(2, 240)), self.now)
        closed_at = max(self.pen.at_work(day + datetime.timedelta(days=self.rng.randrange(2))), taken_at)
        known = "person_id" in facts
        row: dict[str, Any] = {
            "id": made, "received_at": at, "recorded_at": at, "organisation_id": self.team,
            "channel": self.rng.choice(ASKERS[asker]), "asker_kind": asker, "text": self.rng.choice(words.CALLS),
            "asker_name": "" if asker in ("self", "neighbour") else "Prøve Pårørende",
            "wants_answer": asker != "neighbour",
            "status": status, "children": self._children(made),
            "is_threatened": self.rng.random() < 0.02, **facts,
        }  # fmt: skip
        if status != "new":
            row |= {"taken_by_id": taker, "taken_at": taken_at, "recorded_by_id": taker}
            self.ledger.add(InquiryStep, inquiry_id=made, kind="taken", at=taken_at, by_id=taker)
        if status == "closed":
            row |= {"closed_at": closed_at, "outcome": "course" if known else self.rng.choice(["not_found", "advised"]),
                    "answer": words.ANSWER if asker != "neighbour" else "", "answered_at": closed_at}  # fmt: skip
            self.ledger.add(InquiryStep, inquiry_id=made, kind="closed", at=closed_at, by_id=taker)
        self.ledger.add(Inquiry, **row)
        if status == "closed" and child_reasons(Inquiry(**{"tonight": "unknown", **row})):
            self._tell_of_the_child(row, taken_at, taker)

    def _children(self, made: uuid.UUID) -> int | None:
        """Children are in one call in twelve: few who call about homelessness have their children with them."""
        drawn = self.rng.choice([None, 0, 0, 0, 1, 2])
        return drawn if not drawn or made.int % 4 == 0 else 0

    def _tell_of_the_child(self, row: dict[str, Any], at: datetime.datetime, by: uuid.UUID) -> None:
        """Mostly told the same day and confirmed in time, of late not always; sometimes others had told before."""
        rng = random.Random(row["id"].int)  # noqa: S311 -- an invented life; its own, so that the town is the same without it
        notice: dict[str, Any] = {
            "id": uuid.UUID(int=rng.getrandbits(128), version=4), "inquiry_id": row["id"],
            "person_id": row.get("person_id"), "organisation_id": self.team, "raised_at": row["received_at"],
            "settled_at": at, "settled_by_id": by,
        }  # fmt: skip
        if rng.random() < 0.25:
            self.ledger.add(ChildNotice, **notice, outcome="not_needed", reason=words.NOTICE_NOT_NEEDED)
            return
        receipt_on = (at + datetime.timedelta(days=rng.randrange(1, 6))).date()
        if rng.random() > 0.7 and self.until - at.date() < ASKED_WITHIN:
            receipt_on = self.until + datetime.timedelta(days=1)  # they have not answered yet
        self.ledger.add(
            ChildNotice, **notice, outcome="notified", told_at=at, municipality_code=settings.MUNICIPALITY_CODE,
            municipality_name=settings.MUNICIPALITY_NAME, receipt_on=receipt_on if receipt_on <= self.until else None,
        )  # fmt: skip
