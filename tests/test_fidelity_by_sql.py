"""Is the fidelity of the invented town that of SQL written apart, and does each criterion fall with its rows?"""

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from conftest import as_owner
from hjemvej.efforts.housing_first.models import HomeOffer, WishSheet
from hjemvej.efforts.support.fidelity import queries, rules
from hjemvej.efforts.support.models import Contact, Phase, PhaseArea, SupportCourse
from hjemvej.efforts.support.rules import Method
from hjemvej.ground.homes.models import Tenancy
from hjemvej.ground.law.models import MethodCriterion, Provision
from hjemvej.ground.plans.models import PlanVersion, Verdict
from hjemvej.invented import setting_out
from hjemvej.invented.history import History
from hjemvej.invented.ledger import Ledger, log_asleep
from hjemvej.invented.town import houses
from hjemvej.platform.access.models import Membership, Organisation
from hjemvej.platform.access.queries import viewer_of
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from tests.fidelity_in_sql import COURSES, IN_SQL
from tests.shaken_town import shake

pytestmark = pytest.mark.django_db
DAYS = 420
DAY = datetime.timedelta(days=1)
Verdicts = Mapping[uuid.UUID, bool | None]
# What no source says: nobody knows, until the team says a number of its own.
UNSAID = {
    "met_where_they_are": ("fidelity_met_where_they_are", 60), "caseload_icm": ("support_caseload_icm", 4),
    "caseload_act_modified": ("support_caseload_act_modified", 4),
}  # fmt: skip


# Why a course's criterion cannot be known, as long as nobody has said a number.
WHY_NOBODY_KNOWS = {
    ("met_as_agreed", "Hvor tit er ikke aftalt med borgeren."),
    ("met_where_they_are", "Hvor stor en del siger ingen kilde, vi har læst, og I har ikke sagt et tal."),
    ("caseload_icm", "Hvor mange siger ingen kilde, vi har læst, og I har ikke sagt et tal."),
    ("asked_for_provider", "Der er ingen handleplan, der spørger om det."),
    ("own_verdict", "Der er ingen mål, borgeren skulle have sagt noget om endnu."),
}
SEEDS = range(5)


@dataclass(frozen=True)
class Found:
    """A criterion as the page judges it, by course."""

    state: str
    judged: Mapping[uuid.UUID, rules.Judged] = field(default_factory=dict)


@dataclass(frozen=True)
class Town:
    on: datetime.date
    viewer: Viewer


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """More than a year of life in the invented town, kept while these tests run."""
    with django_db_blocker.unblock(), transaction.atomic(), looking_as(system("test", acts_for_others=True)):
        now, ledger = timezone.now(), Ledger()
        until = timezone.localdate(now - datetime.timedelta(hours=4))
        start = until - DAYS * DAY
        with as_owner(), log_asleep(setting_out.our_tables()):
            setting_out.build(houses(1), at=now)
            History(seed=11, scale=1, start=start, until=until, now=now, houses=houses(1), ledger=ledger).live(
                lambda day: None
            )
            ledger.flush()
            setting_out.write_when_they_died()
        worker = Membership.objects.filter(organisation__name="Hjemløseteamet", role="coordinator").earliest("pk").user
        viewer = viewer_of(worker, on=until)
        assert viewer
        yield Town(until, viewer)
        transaction.set_rollback(True)


def as_judged(town: Town) -> dict[tuple[str, str], Found]:
    """What the page says: of each method and criterion, each course that it is about."""
    with looking_as(town.viewer):
        found = queries.fidelity(town.on, viewer=town.viewer)
    return {
        (one.method.value, each.said.key): Found(
            each.found.state, {one.rows[place].support_id: judged for place, judged in each.found.judged.items()}
        )
        for one in found for domain in one.domains for each in domain.criteria
    }  # fmt: skip


def in_sql(town: Town, method: str, key: str) -> Verdicts:
    said = MethodCriterion.objects.get(key=key)
    limit = Provision.objects.get(key=said.limit_key).value if said.limit_key else None
    given = {"on": town.on, "team": town.viewer.organisation_id, "method": method, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(COURSES + IN_SQL[key], given)
        return dict(cursor.fetchall())


def state(verdicts: Verdicts) -> str:
    """Met where it holds in all that are known, if those are half; not, where it holds in none."""
    found = Counter(verdicts.values())
    holds, lacks = found[True], found[False]
    if lacks:
        return "partly" if holds else "not"
    return "met" if holds and holds >= found[None] else "unknown"


def say(key: str) -> None:
    """The team says the number that no source does."""
    if key in UNSAID:
        name, number = UNSAID[key]
        Provision.objects.filter(key=name).update(value=number)


def test_sql_knows_every_criterion_and_no_other():
    assert set(IN_SQL) == set(rules.JUDGES) == set(MethodCriterion.objects.values_list("key", flat=True))


def compared(town: Town) -> dict[str, set[bool | None]]:
    """Compare each criterion of each method, course by course, and the verdict; say what was seen of each."""
    judged = as_judged(town)
    seen: dict[str, set[bool | None]] = defaultdict(set)
    for key in IN_SQL:
        for method in MethodCriterion.objects.get(key=key).methods:
            expected = in_sql(town, method, key)
            found = judged.get((method, key), Found(rules.State.UNKNOWN))
            said = {place: one.holds for place, one in found.judged.items()}
            assert said == expected, (method, key)
            assert found.state == state(expected), (method, key)
            seen[key] |= set(expected.values())
    return seen


def test_the_town_as_it_went_is_that_of_sql_and_what_no_source_says_cannot_be_known(town):
    """Numerator, denominator and verdict of each criterion: the same courses hold, lack, and cannot be known."""
    seen = compared(town)
    assert {key: seen[key] for key in ("met_where_they_are", "caseload_icm")} == {
        "met_where_they_are": {None}, "caseload_icm": {None},
    }  # fmt: skip
    unknown = [(key, found) for (_method, key), found in as_judged(town).items()]
    reasons = {(key, one.why) for key, found in unknown for one in found.judged.values() if one.holds is None}
    assert reasons == WHY_NOBODY_KNOWS
    for key in UNSAID:
        say(key)
    assert None not in compared(town)["met_where_they_are"] | compared(town)["caseload_icm"]


def test_the_town_as_it_could_have_gone_is_that_of_sql_whatever_happens(town):
    """Each criterion is seen to hold and to lack; a plan by § 142 that does not ask is refused by the database."""
    for key in UNSAID:
        say(key)
    seen: dict[str, set[bool | None]] = defaultdict(set)
    for seed in SEEDS:
        point = transaction.savepoint()
        with as_owner():
            shake(seed, town.viewer.team_id, town.on)
            Provision.objects.filter(key__startswith="support_caseload").update(value=1 + seed // 2)
        for key, holds in compared(town).items():
            seen[key] |= holds
        transaction.savepoint_rollback(point)
    both = {key: {True, False} for key in IN_SQL} | {"asked_for_provider": {True}}
    assert {key: holds - {None} for key, holds in seen.items()} == both


# --- each criterion falls when its rows are taken away --------------------------------------------------------------


def no_contacts(one: SupportCourse) -> None:
    Contact.objects.filter(person_id=one.person_id, corrected_at=None).update(corrected_at=timezone.now())


def one_worker_alone(one: SupportCourse) -> None:
    met = Contact.objects.filter(person_id=one.person_id, corrected_at=None)
    first = met.order_by("worker_id").values("worker_id")[:1]
    met.exclude(worker_id=first).update(corrected_at=timezone.now())


def everybodys_citizens(one: SupportCourse) -> None:
    """The colleagues are gone: their citizens are the same worker's, by the same method."""
    same = {"team_id": one.team_id, "method": one.method, "worker_id": one.worker_id, "every_days": None}
    others = SupportCourse.objects.filter(ended_on=None)
    (others.filter(method="cti") if one.method == "cti" else others.exclude(method="cti")).update(**same)
    if one.is_shared:
        one_worker = SupportCourse.objects.filter(method="cti").values("worker_id")[:1]
        Contact.objects.exclude(worker_id=one_worker).filter(corrected_at=None).update(corrected_at=timezone.now())
        Provision.objects.filter(key__startswith="support_caseload_act").update(value=3)


def an_offer_lapsed(one: SupportCourse) -> None:
    said = {"state": "lapsed", "answered_on": None, "ended_on": one.began_on, "ended_because": "Fristen løb ud"}
    HomeOffer.objects.filter(person_id=one.person_id).update(**said)


def no_plan(one: SupportCourse) -> None:
    """An agreed plan is locked: this one turns out to be another citizen's."""
    another = SupportCourse.objects.exclude(person_id=one.person_id).values("person_id")[:1]
    PlanVersion.objects.filter(person_id=one.person_id).update(person_id=another)


def home_ends_with_support(one: SupportCourse) -> None:
    homes = Tenancy.objects.filter(person_id=one.person_id, from_on__lt=one.ended_on)
    homes.update(until_on=one.ended_on, ended="ran_out")


def support_ends_with_home(one: SupportCourse) -> None:
    last = Tenancy.objects.filter(person_id=one.person_id).latest("until_on").until_on
    SupportCourse.objects.filter(pk=one.pk).update(ended_on=last, ended_because="unwanted")


def phases_planned_for_a_day(one: SupportCourse) -> None:
    Phase.objects.filter(support=one, number__gt=0).update(planned_until_on=F("from_on") + DAY)


def nothing_handed_on(one: SupportCourse) -> None:
    PhaseArea.objects.filter(phase__support=one).update(handed_to="", handed_on=None)


TAKEN_AWAY: Mapping[str, Callable[[SupportCourse], object]] = {
    "met_as_agreed": no_contacts, "falls_by_phase": no_contacts, "met_where_they_are": no_contacts,
    "own_words": no_contacts, "team_is_shared": one_worker_alone, "answered_offer": an_offer_lapsed,
    "asked_for_provider": no_plan, "home_outlasts_support": home_ends_with_support,
    "support_outlasts_home": support_ends_with_home, "phase_ends_in_time": phases_planned_for_a_day,
    "handed_over": nothing_handed_on, **{f"caseload_{method}": everybodys_citizens for method in Method},
    "asked_for_wishes": lambda one: WishSheet.objects.filter(person_id=one.person_id).delete(),
    "phase_has_a_plan": lambda one: PhaseArea.objects.filter(phase__support=one).delete(),
    "own_verdict": lambda one: Verdict.objects.filter(person_id=one.person_id).delete(),
}  # fmt: skip


@pytest.mark.parametrize("key", IN_SQL)
def test_each_criterion_goes_from_met_to_not_when_its_rows_are_taken_away(town, key, other_team):
    """On real rows: of a team that has one course of the town, in which it holds. Without a plan nobody can know."""
    if key in UNSAID:
        say(key)
    after = "unknown" if key == "asked_for_provider" else "not"
    for seed in SEEDS:
        point = transaction.savepoint()
        with as_owner():
            shake(seed, town.viewer.team_id, town.on)
        if goes_from_met_to(after, key, town, other_team):
            return
        transaction.savepoint_rollback(point)
    pytest.fail("nowhere")


def goes_from_met_to(after: str, key: str, town: Town, other_team: Organisation) -> bool:
    ours = SupportCourse.objects.filter(team_id=town.viewer.team_id)
    holds = [
        (method, pk)
        for (method, judged_by), found in as_judged(town).items() if judged_by == key
        for pk, one in found.judged.items() if one.holds
    ]  # fmt: skip
    for method, pk in holds:
        point = transaction.savepoint()
        one = ours.get(pk=pk)
        with as_owner():
            ours.exclude(pk=pk).update(team=other_team)
        assert as_judged(town)[method, key].state == "met"
        with as_owner():
            TAKEN_AWAY[key](one)
        found = as_judged(town)[method, key]
        assert {one: judged.holds for one, judged in found.judged.items()} == in_sql(town, method, key)
        if found.state == after:
            return True
        transaction.savepoint_rollback(point)  # so new that nobody should have met the citizen yet, and the like
    return False
