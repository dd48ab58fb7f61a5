"""May two records be about the same citizen, so that a human should look? Pure."""

import datetime
from collections.abc import Iterable

from .judging import DESCRIBE, Fit, Judgement, Known
from .said import Said, said_names, telling

SAME_SECOND = datetime.timedelta(minutes=2)  # two who write at once: neither was shown the other's
NAMES_ASKED = 4
AT_MOST = 3  # of the many called Jens Hansen, those who are likest


def said_by(person: Known) -> list[Said]:
    """What a record itself says of its citizen: each of its names, or the description of the nameless."""
    names = [called.text for called in person.called if called.text and called.kind not in DESCRIBE][:NAMES_ASKED]
    if names:
        return [said_names(name, born=person.born, sex=person.sex, number=person.number) for name in names]
    described = " ".join(called.text for called in person.called if called.kind in DESCRIBE)
    return [Said(telling(described), born=person.born, sex=person.sex, number=person.number)]


def worth_a_look(judged: Iterable[Judgement]) -> list[Judgement]:
    """Those so like that they may be one, and nothing contradicts it."""
    return [one for one in judged if one.fit >= Fit.LIKELY and not one.against][:AT_MOST]


def was_shown(*, is_new: bool, first_created: datetime.datetime, newer_created: datetime.datetime) -> bool:
    """Did whoever made the newer record see the first one beside it? The door offers it before anybody is made."""
    return is_new and newer_created - first_created > SAME_SECOND
