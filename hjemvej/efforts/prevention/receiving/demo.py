"""How does the invented town live with homes at risk? Signals with the rhythm of payday and winter, and their cases."""

import datetime
import uuid

from django.utils.timezone import localdate

from hjemvej.efforts.prevention.models import (
    CollectionPause,
    HelpKind,
    HelpSought,
    PreventionCase,
    SentSignal,
    Signal,
    SignalKind,
    SignalTrace,
)
from hjemvej.efforts.prevention.rules.receiving import basis_in_words
from hjemvej.ground.casework.models import Course
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.law.rules import monday_of
from hjemvej.ground.people.models import IS_PROTECTED, Person
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.rooms import TownSoFar

DAY = datetime.timedelta(days=1)
WEEK = 7 * DAY
YEARS = 2
HELPED_AFTER = 14  # days: then an open case gives help
SOULS = 800  # of a town of ordinary size
OFTEN = {  # of a kind in an ordinary week, who sends it, by which way
    "eviction_notice": (1.6, "landlord", "portal"), "bailiff_notice": (0.6, "court", "letter"),
    "landlord_concern": (0.7, "landlord", "portal"), "release": (0.5, "prison", "portal"),
    "discharge": (0.6, "health", "portal"), "break_up": (0.4, "citizen", "phone"),
    "termination": (0.3, "citizen", "phone"), "own_word": (0.8, "citizen", "spoken"),
    "other_unit": (0.4, "unit", "letter"),
}  # fmt: skip
RENT = frozenset({"eviction_notice", "bailiff_notice", "landlord_concern"})
AFTER_CHRISTMAS, SUMMER = {1: 1.8, 2: 1.4, 12: 0.8}, {7: 0.6}
CAME_TO = (
    "kept",
    "kept",
    "kept",
    "moved",
    "solved_alone",
    "never_reached",
    "wants_no_help",
    "lost_friends",
    "in_a_course",
)
HOMES = ("home", "home", "home", "home", "lost", "elsewhere", "unknown")  # as the register knew it then
WAITING = [  # kind, how many days ago it came, children, its day from now, words
    ("eviction_notice", 0, "yes", 19, ""), ("eviction_notice", 3, "no", 16, ""),
    ("bailiff_notice", 1, "unknown", 9, ""),
    ("landlord_concern", 2, "no", None, "Lejeren har mistet sit job og åbner ikke brevene længere."),
    ("own_word", 0, "yes", None, "Jeg kan ikke betale huslejen den første."), ("discharge", 1, "unknown", 6, ""),
]  # fmt: skip
IN_CASE = [("eviction_notice", 9), ("bailiff_notice", 16), ("release", 30), ("own_word", 21), ("landlord_concern", 13)]
SENDERS = {"court": "Fogedretten i Prøvekøbing"}
STAYS = {
    "release": ("Arne Arrest, 00 00 00 00", 150),
    "discharge": ("Signe Sygehus, 00 00 00 00", 9),
}
UNKNOWN = ("Mille Opdigtsen", "Aske Prøvesen", "Familien Eksempel")


def live(town: TownSoFar) -> None:
    """Write what came in the last years without a name, what waits now, and the cases that are open."""
    town.ledger.flush()
    kinds = {kind.key: kind for kind in SignalKind.objects.filter(valid_to=None)}
    _years(town)
    size = max(1, len(town.souls) // SOULS)
    busy = Course.objects.filter(kind="prevention", closed_at=None).values("person_id")
    of_the_home = [soul.id for soul in town.souls if soul.kind in (Situation.Kind.AT_RISK, Situation.Kind.OWN_HOME)]
    people = list(
        Person.objects.filter(pk__in=of_the_home, merged_into=None)
        .exclude(IS_PROTECTED)
        .exclude(pk__in=busy)
        .order_by("created_at", "pk")[: 60 * size]
    )
    town.rng.shuffle(people)
    for number, (key, ago, children, day, words) in enumerate(size * WAITING):
        person = people.pop() if people and number % 2 == 0 else None
        name = person.full_name if person else UNKNOWN[number // 2 % len(UNKNOWN)]
        _signal(town, kinds[key], ago, name=name, person=person, children=children, day=day, words=words)
    for key, ago in size * IN_CASE:
        if people:
            _case(town, kinds[key], people.pop(), ago)


def _years(town: TownSoFar) -> None:
    """Count the signals of each week, most after Christmas and in the week after the first of a month."""
    this_week = monday_of(town.until)
    week = this_week - 52 * YEARS * WEEK
    while week < this_week - 4 * WEEK:
        winter = AFTER_CHRISTMAS.get(week.month, 1.0) * SUMMER.get(week.month, 1.0)
        payday = 1.5 if week.day <= 7 else 1.0
        for key, (often, sender, channel) in OFTEN.items():
            expected = often * (winter * payday if key in RENT else 1.0)
            for _n in range(int(expected) + (town.rng.random() < expected % 1)):
                is_taken_up = town.rng.random() < 0.8
                is_reached = is_taken_up and town.rng.random() < 0.7
                is_helped = is_reached and town.rng.random() < 0.8
                ago = (this_week - week) // WEEK
                town.ledger.add(
                    SignalTrace, organisation_id=town.team, received_week=week, kind_key=key, sender_kind=sender,
                    channel=channel, is_taken_up=is_taken_up,
                    came_to=town.rng.choice(CAME_TO) if is_taken_up else "no_risk",
                    is_reached=is_reached, is_helped=is_helped,
                    **{f"home_{months}": town.rng.choice(HOMES) for months in (3, 6, 12)
                       if is_helped and ago > (months + 2) * 5},
                )  # fmt: skip
        week += WEEK


def _signal(
    town: TownSoFar, kind: SignalKind, ago: int, *, name: str, person: Person | None = None, children: str = "unknown",
    day: int | None = None, words: str = "", case: uuid.UUID | None = None,
) -> uuid.UUID:  # fmt: skip
    _often, sender, channel = OFTEN[kind.key]
    at = town.at_work(town.now - ago * DAY)
    on, signal = localdate(at), _id(town)
    due_on, due_by = town.due_on("signal_taken_up", on), "signal_taken_up"
    if children == "yes" and "eviction_take_up" in kind.clocks:
        due_on, due_by = on, "eviction_take_up"
    if case:  # the decision, where nothing is given yet, else the day the signal names
        happens_on = town.until + (day or 0) * DAY
        is_decided = "eviction_decision" not in kind.clocks or ago > HELPED_AFTER
        due_on, due_by = (happens_on, kind.happening) if is_decided else (
            town.due_on("eviction_decision", on), "eviction_decision"
        )  # fmt: skip
    has_amount = kind.key in RENT
    partner = _partner(town, sender)
    channel = "portal" if partner else "letter" if channel == "portal" else channel
    contact, days_in = STAYS.get(kind.key, ("", 0))
    stay = {"began_on": on - days_in * DAY, "has_home": "no", "contact": contact} if contact else {}
    consent = {"consent_on": on - 2 * DAY, "consent_words": "Sagde ja i telefonen"} if kind.needs_consent else {}
    town.ledger.add(
        Signal, id=signal, organisation_id=town.team, kind_id=kind.pk, sender_kind=sender, sent_by_id=partner,
        sender_name=SENDERS.get(sender, ""), channel=channel, basis=basis_in_words(kind), received_at=at,
        recorded_at=at, amount=town.rng.choice((7_350, 12_400, 18_900)) if has_amount else None, children=children,
        demand_reached_on=on - 6 * DAY if has_amount else None, happens_on=town.until + day * DAY if day else None,
        words=words, name=name, person_id=person.pk if person else None, case_id=case,
        taken_up_at=town.at_work(at + DAY) if case else None, due_on=due_on, due_by=due_by, **consent, **stay,
    )  # fmt: skip
    if partner:
        town.ledger.add(
            SentSignal, signal_id=signal, sent_by_id=partner, kind_id=kind.pk, name=name, sent_at=at,
            happens_on=town.until + day * DAY if day else None,
            state="taken_up" if case else "received", state_on=on, fingerprint=signal.hex,
        )  # fmt: skip
    town.ledger.add(
        SignalTrace, signal_id=signal, organisation_id=town.team, received_week=monday_of(on),
        kind_key=kind.key, sender_kind=sender, channel=channel, is_taken_up=case is not None, came_to="",
    )  # fmt: skip
    return signal


def _partner(town: TownSoFar, sender: str) -> uuid.UUID | None:
    """The partner of the town that sends on its own page."""
    if sender == "landlord":
        return town.landlords[0] if town.landlords else None
    if sender not in ("prison", "health"):
        return None
    return Organisation.objects.filter(kind=sender).order_by("pk").values_list("pk", flat=True).first()


def _case(town: TownSoFar, kind: SignalKind, person: Person, ago: int) -> None:
    at = town.at_work(town.now - (ago - 1) * DAY)
    course, case, worker = _id(town), _id(town), town.rng.choice(town.colleagues)
    town.ledger.add(
        Course, id=course, person_id=person.pk, kind="prevention", opened_because=kind.title, opened_at=at,
        responsible_id=worker,
    )  # fmt: skip
    is_helped = ago > HELPED_AFTER
    town.ledger.add(
        PreventionCase, id=case, person_id=person.pk, organisation_id=town.team, course_id=course,
        responsible_id=worker, opened_at=at, opened_by_id=worker, answer="help" if is_helped else "",
        answered_on=localdate(at) if is_helped else None,
    )  # fmt: skip
    day = 42 if kind.key == "release" else 14
    signal = _signal(town, kind, ago, name=person.full_name, person=person, children="no", day=day, case=case)
    if kind.key == "eviction_notice" and town.landlords:
        _pause(town, signal, person, worker, at)
    _help(town, case, person, worker, localdate(at), is_given=is_helped)


def _pause(town: TownSoFar, signal: uuid.UUID, person: Person, worker: uuid.UUID, at: datetime.datetime) -> None:
    """The citizen says yes, the landlord is asked, and pauses."""
    on, consent, landlord = localdate(at), _id(town), town.landlords[0]
    town.ledger.add(
        Consent, id=consent, person_id=person.pk, to_organisation_id=landlord, topics=["help"],
        purpose="Ro, mens hjælpen kommer på plads", how="own_words", words="Ja, sig det til dem.", given_at=at,
        recorded_by_id=worker, organisation_id=town.team, from_on=on, last_on=on + 180 * DAY,
    )  # fmt: skip
    until_on = town.until + 20 * DAY
    town.ledger.add(
        CollectionPause, id=_id(town), signal_id=signal, person_id=person.pk, landlord_id=landlord, consent_id=consent,
        basis="Lejerens samtykke", until_on=until_on, asked_at=at, asked_by_id=worker, answer="paused",
        paused_until=until_on, answered_at=at,
    )  # fmt: skip


def _help(
    town: TownSoFar, case: uuid.UUID, person: Person, worker: uuid.UUID, on: datetime.date, *, is_given: bool
) -> None:
    """Rent help that is given for a time, else sought; and a single payment that nobody has answered yet."""
    given = {"answer": "granted", "answered_on": on, "until_on": town.until + 40 * DAY, "settled_at": town.now}
    for key, kroner, answer in (("rent_help", 1_500, given if is_given else {}), ("single_payment", 7_350, {})):
        town.ledger.add(
            HelpSought, id=_id(town), case_id=case, person_id=person.pk, sought_at="Ydelsescenteret", sought_on=on,
            kind_id=HelpKind.objects.get(key=key, valid_to=None).pk, ask_again_on=town.due_on("help_asked_again", on),
            amount=kroner, sought_by_id=worker, written_at=town.at_work(town.now), **answer,
        )  # fmt: skip


def _id(town: TownSoFar) -> uuid.UUID:
    return uuid.UUID(int=town.rng.getrandbits(128), version=4)
