"""What does a decision lack, may it be sent, and is a complaint in time? Values in, answers with reasons out."""

import datetime
import re
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.people.rules import CHANNELS_REACHED_BY
from hjemvej.platform.ui.reasons import Reason
from hjemvej.platform.ui.when import full_date

from .models import Complaint, Decision

Granted, How, Reassessed, Status = Decision.Granted, Complaint.How, Complaint.Reassessed, Complaint.Status
BoardSays = Complaint.BoardSays
CHANNELS = CHANNELS_REACHED_BY
SAYS_HOW_LONG = re.compile(r"\d|\b(uger?|måned(er)?|dage?)\b", re.IGNORECASE)
OPEN = (Status.RECEIVED, Status.MAINTAINED)


@dataclass(frozen=True)
class Part:
    """A part that a decision must have: the field it is typed into, whether it is there, and the law."""

    field: str
    reason: Reason

    @property
    def is_missing(self) -> bool:
        return self.reason.mark != "holds"


def parts(decision: Decision, on: datetime.date, *, guidance: str = "") -> list[Part]:
    """List every part that a decision must have, as they stand on a day; `guidance` belongs to its paragraph."""
    granted = bool(decision.granted)
    return [
        _part("basis_key", decision.basis_key, _("Paragraffen, vi afgør efter"), "FVL § 24"),
        _part("decided", decision.decided, _("Hvad der er afgjort")),
        _part("granted", granted, _("Om borgeren får det, borgeren bad om")),
        _part("reasons", decision.reasons, _("Begrundelsen"), "FVL §§ 22-24"),
        _guidance(decision, guidance),
        Part(*_hearing(decision, on)),
    ]


def missing(decision: Decision, on: datetime.date, *, guidance: str = "") -> list[Part]:
    return [part for part in parts(decision, on, guidance=guidance) if part.is_missing]


def _part(field: str, value: object, text: str, law: str = "") -> Part:
    return Part(field, Reason("holds" if value else "fails", text, law))


def _guidance(decision: Decision, guidance: str) -> Part:
    """A complaint guidance says to whom and until when; the text that belongs to the paragraph always does."""
    said = decision.complaint_text
    if said and said != guidance and not ("ankestyrelsen" in said.lower() and SAYS_HOW_LONG.search(said)):
        return _part("complaint_text", "", _("Klagevejledning, der nævner Ankestyrelsen og fristen"), "FVL § 25")
    return _part("complaint_text", said, _("Hvordan borgeren klager"), "FVL § 25")


def _hearing(decision: Decision, on: datetime.date) -> tuple[str, Reason]:
    """Say which field a hearing lacks: what the citizen was asked, by when, and what came (FVL § 19)."""
    law = "FVL § 19"
    if decision.granted == Granted.WHOLLY:
        return "hearing_about", Reason("holds", _("Partshøring: ikke nødvendig, for borgeren får det hele"), law)
    if decision.no_hearing_because:
        return "no_hearing_because", Reason("holds", _("Hvorfor borgeren ikke er hørt"), law)
    until = decision.hearing_until_on
    if not decision.hearing_about or decision.hearing_sent_on is None or until is None:
        text = _("Partshøring, eller hvorfor borgeren ikke er hørt")
        return "hearing_about", Reason("fails", text, law)
    if decision.hearing_answer:
        return "hearing_answer", Reason("holds", _("Partshøring, og hvad borgeren svarede"), law)
    if on <= until:
        text = _("Borgeren kan svare til og med %s. Vent, eller skriv svaret") % full_date(until)
        return "hearing_answer", Reason("fails", text, law)
    return "hearing_answer", Reason("holds", _("Partshøring: borgeren svarede ikke inden %s") % full_date(until), law)


def letter_values(decision: Decision, paragraph: str) -> dict[str, str | datetime.date]:
    """Return what the decision's letter says, by the fields of a letter of that kind."""
    answers = {Granted.WHOLLY: "Ja", Granted.PARTLY: "Ja til noget af det", Granted.NOT: "Nej"}  # the letter is Danish
    values: dict[str, str | datetime.date] = {
        "svar": answers.get(Granted(decision.granted), "Afgørelse") if decision.granted else "Afgørelse",
        "om": decision.title, "bedt_om": decision.asked_for, "afgjort": decision.decided,
        "begrundelse": decision.reasons, "hørt_om": decision.hearing_about, "hørt_svar": decision.hearing_answer,
        "paragraf": paragraph, "klagevejledning": decision.complaint_text,
    }  # fmt: skip
    if decision.corrects is not None and decision.corrects.sent_at is not None:
        values["retter"] = localdate(decision.corrects.sent_at)
    return values


def upholds(decision: Decision, complaint: Complaint) -> bool:
    """Does a decision say that the citizen who complained was right: newer than the complaint, and all of it?"""
    corrects = decision.corrects_id == complaint.decision_id and decision.granted == Granted.WHOLLY
    return corrects and decision.sent_at is not None and decision.sent_at >= complaint.written_at


def is_late(received_on: datetime.date, limit: datetime.date | None) -> bool:
    """Came a complaint after the limit? Not while we do not know when the decision reached the citizen."""
    return limit is not None and received_on > limit
