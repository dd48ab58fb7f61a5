"""What do the invented town's citizens want? Some have told their goals, with steps, verdicts, strengths and plans."""

import datetime
import uuid

from django.utils.timezone import localdate

from hjemvej.ground.casework.models import Task
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.rooms import Soul, TownSoFar

from .actions import STEP
from .models import Goal, PlanVersion, SmallStep, Strengths, Verdict
from .records import SAYS
from .rules.agreed import OUR_GOAL

DAY = datetime.timedelta(days=1)
HAS_TOLD = 0.25  # of those without a home of their own
HAS_A_PLAN = 0.6  # of those in a shelter
IS_A_DRAFT = 0.15
GONE = frozenset({"ukendt", "doed", "flyttet", "udland"})
SHELTER = Situation.Kind.SHELTER
# The citizen's words, the part of life, the next small step, who takes it.
WANTED = (
    ("Have mit eget, med en dør jeg kan lukke.", "home", "Se på lejligheden på Bakkevej sammen", "worker"),
    ("Sove en hel nat uden at lytte efter døren.", "mental", "Ringe til lægen om søvnen", "worker"),
    ("Se min datter hver anden søndag.", "network", "Skrive til hende", "citizen"),
    ("Ikke være bange for rudekuverter.", "money", "Åbne posten sammen onsdag", "worker"),
    ("Drikke lidt mindre, ikke stoppe.", "substances", "Spørge, hvornår der er åbent i rådgivningen", "citizen"),
    ("Have noget at stå op til.", "daily", "Prøve værkstedet en formiddag", "citizen"),
    ("Få lavet mine tænder.", "physical", "Bestille tid hos tandlægen", "worker"),
    ("Køre truck igen.", "work", "Spørge jobcentret om kurset", "other"),
)
WHO = {"worker": "teamet", "citizen": "borgeren", "other": "Jobcentret"}
GOOD_AT = ("Jeg kan lave mad til tyve.", "Jeg kender alle hundene i parken ved navn.", "Jeg kommer, når jeg siger det.")
HAS_WORKED = (
    "At nogen ringede om morgenen.",
    "En seddel på døren. Ikke breve.",
    "At have det samme menneske hele vejen.",
)
VERDICTS = (
    ("nearer", "Jeg har set den udefra."),
    ("same", ""),
    ("same", "Det går langsomt."),
    ("further", "Det hele stoppede, da jeg blev syg."),
)


def live(town: TownSoFar) -> None:
    """Write the goals of some, and the plans of some who stay in a shelter."""
    for soul in town.souls:
        if soul.kind in GONE:
            continue
        has_a_plan = soul.kind == SHELTER and town.rng.random() < HAS_A_PLAN
        goals = _tell(town, soul) if has_a_plan or town.rng.random() < HAS_TOLD else []
        if has_a_plan:
            _agree(town, soul, goals)
    town.ledger.flush()
    for plan in PlanVersion.objects.exclude(agreed_at=None):  # as when it is agreed on the page
        tasks = Task.objects.filter(
            person_id=plan.person_id, law_key=OUR_GOAL, done_at=None, created_at__lt=plan.agreed_at
        )
        tasks.update(done_at=plan.agreed_at, done_by_id=plan.agreed_by_id, outcome="Handleplanen er aftalt")


def _tell(town: TownSoFar, soul: Soul) -> list[dict[str, object]]:
    """One or two goals, told in the last weeks; the first has a step, and often a verdict."""
    rng, worker = town.rng, town.rng.choice(town.colleagues)
    at = _within(town, soul, rng.randrange(3, 50))
    if at is None:
        return []
    who = {"person_id": soul.id, "organisation_id": town.team}
    by = {"recorded_at": at, "recorded_by_id": worker}
    told: list[dict[str, object]] = []
    for number, (words, dimension, what, takes) in enumerate(rng.sample(WANTED, rng.choice((1, 1, 2)))):
        goal = _id(town)
        answer, said = rng.choice(VERDICTS)
        is_reached = number == 1 and rng.random() < 0.4
        said_at = town.at_work(min(at + rng.randrange(2, 20) * DAY, town.now))
        state = {"state": "reached", "state_on": localdate(said_at)} if is_reached else {"state": "open"}
        town.ledger.add(Goal, id=goal, **who, **by, words=words, dimension=dimension, said_on=localdate(at), **state)
        if said_at > at and (is_reached or rng.random() < 0.6):
            town.ledger.add(
                Verdict, **who, goal_id=goal, answer="reached" if is_reached else answer,
                words="" if is_reached else said, said_on=localdate(said_at), recorded_at=said_at,
                recorded_by_id=worker,
            )  # fmt: skip
        elif is_reached:
            town.ledger.add(Verdict, **who, **by, goal_id=goal, answer="reached", said_on=localdate(at))
        if not is_reached:
            by_on = localdate(town.at_work(town.now + rng.randrange(14) * DAY))
            _step(town, soul, goal, (what, takes), by_on, worker, at)
            told.append(
                {
                    "words": words,
                    "dimension": dimension,
                    "steps": [
                        {"what": what, "who": WHO[takes], "is_own": takes == "citizen", "by_on": by_on.isoformat()}
                    ],
                }
            )
    if rng.random() < 0.6:
        town.ledger.add(
            Strengths, id=_id(town), **who, **by, good_at=rng.choice(GOOD_AT), has_worked=rng.choice(HAS_WORKED),
            said_on=localdate(at),
        )  # fmt: skip
    return told


def _step(
    town: TownSoFar, soul: Soul, goal: uuid.UUID, said: tuple[str, str], by_on: datetime.date, worker: uuid.UUID,
    at: datetime.datetime,
) -> None:  # fmt: skip
    what, takes = said
    who = {"person_id": soul.id, "organisation_id": town.team}
    task = _id(town) if takes == "worker" else None
    if task:
        town.ledger.add(
            Task, id=task, **who, kind=STEP, title=what, due_at=end_of_day(by_on), assigned_to_id=worker,
            created_at=at, created_by_id=worker,
        )  # fmt: skip
    town.ledger.add(
        SmallStep, id=_id(town), **who, goal_id=goal, what=what, who=takes, task_id=task, by_on=by_on,
        worker_id=worker if task else None, who_words="Jobcentret" if takes == "other" else "", recorded_at=at,
        recorded_by_id=worker,
    )  # fmt: skip


def _agree(town: TownSoFar, soul: Soul, goals: list[dict[str, object]]) -> None:
    """A handleplan by § 142, agreed while the citizen is there."""
    rng, worker = town.rng, town.rng.choice(town.colleagues)
    at = _within(town, soul, rng.randrange(1, 30))
    if at is None:
        return
    if rng.random() < IS_A_DRAFT:
        town.ledger.add(
            PlanVersion, id=_id(town), person_id=soul.id, organisation_id=town.team, kind="plan_142", begun_at=at,
            begun_by_id=worker, purpose=SAYS["purpose"],
        )  # fmt: skip
        return
    asked = rng.choice(("shelter", "shelter", "other", "no_wish"))
    followed = {"followed": "later"} if asked != "no_wish" else {}
    town.ledger.add(
        PlanVersion, id=_id(town), person_id=soul.id, organisation_id=town.team, kind="plan_142",
        begun_at=at, begun_by_id=worker, goals=goals, provider=asked, **followed,
        provider_words="Dem, jeg kender herfra." if asked == "shelter" else "",
        together=rng.choice(("signed", "mark", "spoken")), agreed_on=localdate(at), agreed_at=at, agreed_by_id=worker,
        **SAYS,
    )  # fmt: skip


def _within(town: TownSoFar, soul: Soul, days: int) -> datetime.datetime | None:
    """So many days ago at work, but not before the citizen came to where they sleep."""
    at = town.at_work(town.now - days * DAY)
    return at if localdate(at) >= soul.since else None


def _id(town: TownSoFar) -> uuid.UUID:
    return uuid.UUID(int=town.rng.getrandbits(128), version=4)
