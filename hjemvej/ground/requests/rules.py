"""Which limit of the law does each kind of request have, and where does an answer lead? Values in, answers out."""

from hjemvej.ground.people.rules import CHANNELS_REACHED_BY

from .models import CitizenRequest

Kind, How, Outcome = CitizenRequest.Kind, CitizenRequest.How, CitizenRequest.Outcome
CHANNELS = CHANNELS_REACHED_BY
LIMITS = {  # of each kind, the key in ground/law
    Kind.OWN_CASE: "access_to_own_case",
    Kind.DOCUMENTS: "access_to_documents",
    Kind.INSIGHT: "subject_access",
    Kind.ERASE: "data_rights",
    Kind.CORRECT: "data_rights",
    Kind.OBJECT: "data_rights",
}
EXTENDED = {"subject_access": "subject_access_extended", "data_rights": "data_rights_extended"}  # by the law itself
ANSWERS = (Outcome.GRANTED, Outcome.PARTLY, Outcome.REFUSED)


def limit_of(kind: str) -> str:
    return LIMITS[Kind(kind)]


def longer_limit_of(kind: str) -> str:
    """The limit that holds once the citizen has been told why; nothing where the law leaves the day to us."""
    return EXTENDED.get(limit_of(kind), "")


def promises_erasure(found: CitizenRequest) -> bool:
    """Has the citizen been told that everything about them goes, and nobody stopped it?"""
    return found.kind == Kind.ERASE and found.outcome == Outcome.GRANTED and found.stopped_at is None
