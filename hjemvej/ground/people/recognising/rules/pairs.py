"""May two records be about the same citizen, so that a human should look? Pure."""

import datetime
from collections.abc import Iterable

from .judging import DESCRIBE, Called, Fit, Judgement, Known, are_alike
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


def worth_a_look(person: Known, judged: Iterable[tuple[Known, Judgement]]) -> list[Judgement]:
    """Those so like that they may be one, and nothing contradicts it."""
    like = [one for other, one in judged if one.fit >= Fit.LIKELY and not one.against and _may_be(person, other, one)]
    return like[:AT_MOST]


def _may_be(person: Known, other: Known, judged: Judgement) -> bool:
    """A surname is a whole family's: what they are called themselves must be alike too, where it is known of both."""
    if judged.is_whole or not (person.given_names and other.given_names):
        return True
    return any(are_alike(one, two) for one in _own_names(person) for two in _own_names(other))


def _own_names(person: Known) -> list[Called]:
    """Their given names, and each other name without the surname."""
    given = Called(person.given_names)
    surname = {word for called in person.called if called.kind == "name" for word in called.words} - {*given.words}
    others = [called for called in person.called if called.kind not in {*DESCRIBE, "name"}]
    alone = [" ".join(word for word in called.words if word not in surname) for called in others]
    return [given, *(Called(words, called.kind) for words, called in zip(alone, others, strict=True))]


def was_shown(*, is_new: bool, first_created: datetime.datetime, newer_created: datetime.datetime) -> bool:
    """Did whoever made the newer record see the first one beside it? The door offers it before anybody is made."""
    return is_new and newer_created - first_created > SAME_SECOND
