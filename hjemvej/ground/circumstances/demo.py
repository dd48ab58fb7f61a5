"""What have the invented town's citizens told of themselves? Some a few things; one in ten would not answer."""

import datetime
import uuid

from django.utils.timezone import localdate

from hjemvej.platform.rooms import Soul, TownSoFar

from .models import Circumstance

DAY = datetime.timedelta(days=1)
HAS_TOLD = 0.45  # of those without a home of their own
GONE = frozenset({"egen_bolig", "ukendt", "doed", "flyttet", "udland"})
REFUSES, TOLD_BEFORE = 0.1, 0.15
LONGEST_AGO = 170  # days
Told = tuple[str, tuple[str, ...], str]  # the question, its answers, own words
# What some tell together.
TELLS: tuple[tuple[Told, ...], ...] = (
    (("reasons", ("evicted", "money"), "Huslejen blev for høj, da jeg mistede mit arbejde."),
     ("eviction", ("yes",), "")),
    (("reasons", ("left_family",), "Sofaen hos min bror holdt til foråret."),),
    (("substances", ("alcohol",), "Jeg drikker, når jeg fryser."), ("treatment", ("none",), "")),
    (("substances", ("hash", "hard_drugs"), ""), ("treatment", ("for_drugs",), ""), ("reasons", ("drugs",), "")),
    (("mental_illness", ("yes",), "Det er værst om natten."), ("treatment", ("for_mental",), "")),
    (("mental_illness", ("no",), ""), ("reasons", ("no_home",), "Der var ikke noget, jeg kunne betale.")),
    (("physical_illness", ("yes",), "Mit knæ vil ikke op ad trapper."),),
    (("substances", ("none",), ""), ("reasons", ("other",), "Vi gik fra hinanden.")),
    (("residential", ("yes",), ""), ("mental_illness", ("yes",), "")),
)  # fmt: skip
SOURCES = ("citizen",) * 6 + ("papers", "partner", "colleague")
SINCE_YEARS = (2, 19)  # so many years ago


def live(town: TownSoFar) -> None:
    """Let some tell of themselves, within the time that they have been where they are."""
    for soul in town.souls:
        if soul.kind not in GONE and not soul.has_a_story and town.rng.random() < HAS_TOLD:
            _tell(town, soul)


def _tell(town: TownSoFar, soul: Soul) -> None:
    rng = town.rng
    told_at = town.at_work(town.now - rng.randrange(1, LONGEST_AGO) * DAY)
    if localdate(told_at) < soul.since:
        return
    worker = rng.choice(town.colleagues)
    if rng.random() < REFUSES:
        _write(town, soul, worker, told_at, ("substances", ("refused",), ""), source="citizen")
        return
    told, source = rng.choice(TELLS), rng.choice(SOURCES)
    before_at = town.at_work(told_at - rng.randrange(20, 60) * DAY)
    if rng.random() < TOLD_BEFORE and localdate(before_at) >= soul.since:
        _write(town, soul, worker, before_at, (told[0][0], ("unknown",), ""), source="colleague")
    for each in told:
        _write(town, soul, worker, told_at, each, source)


def _write(town: TownSoFar, soul: Soul, worker: uuid.UUID, at: datetime.datetime, told: Told, source: str) -> None:
    question, answers, words = told
    told_on = from_on = localdate(at)
    precision = ""
    if answers[0] not in ("refused", "unknown", "none", "no") and town.rng.random() < 0.6:
        from_on, precision = datetime.date(told_on.year - town.rng.randrange(*SINCE_YEARS), 1, 1), "year"
    town.ledger.add(
        Circumstance, id=uuid.UUID(int=town.rng.getrandbits(128), version=4), person_id=soul.id,
        organisation_id=town.team, question=question, form_year=2024, answers=list(answers), source=source,
        told_on=told_on, from_on=from_on, precision=precision, words=words if source == "citizen" or "other" in answers
        else "", recorded_at=at, recorded_by_id=worker,
    )  # fmt: skip
