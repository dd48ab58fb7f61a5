"""Do the rules of plans hold: the line that says how it stands, the map, what a plan lacks, what is new in it?"""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.ground.plans.dimensions import LifeDimension
from hjemvej.ground.plans.models import Goal, PlanVersion, SmallStep
from hjemvej.ground.plans.rules import agreed, goals
from hjemvej.platform.identity.models import User

D = datetime.date
TODAY, DAY = D(2026, 11, 20), datetime.timedelta(days=1)  # a Friday
AT = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)


def step(by_on=None, who="citizen", **more):
    worker = User(name="Karen") if who == "worker" else None
    return SmallStep(what="Ringe til lægen.", who=who, by_on=by_on, worker=worker, recorded_at=AT, **more)


@pytest.mark.parametrize(
    ("number", "next_step", "says"),
    [
        (0, None, "Intet mål er skrevet ned endnu"),
        (1, None, "Ét mål. Intet skridt på vejen er aftalt"),
        (2, step(), "To mål. Næste skridt: Ringe til lægen"),
        (2, step(TODAY + DAY), "To mål. Næste skridt: Ringe til lægen, i morgen"),
        (1, step(TODAY - DAY), "Ét mål. Spørg, hvordan det gik: Ringe til lægen"),
        (1, step(TODAY - DAY, "worker"), "Ét mål. Et skridt er forsinket: Ringe til lægen, aftalt til i går"),
    ],
)
def test_the_line_says_how_it_stands_and_a_citizens_own_step_is_never_late(number, next_step, says):
    assert goals.headline(number, next_step, TODAY) == says


def test_the_next_step_is_the_one_due_first_and_a_closed_one_is_none():
    soon, later, undated, done = step(TODAY), step(TODAY + DAY), step(), step(TODAY - DAY, closed_at=AT)
    assert goals.first([undated, later, done, soon]) is soon
    assert goals.first([undated, done]) is undated
    assert goals.first([done]) is None


def test_the_map_says_which_parts_matter_now_and_which_nobody_talked_about():
    areas = goals.map_of([Goal(dimension="home"), Goal(dimension="work", state="dropped"), Goal()])
    said = {area.dimension.value: area.in_words for area in areas}
    assert len(said) == 8
    assert (said["home"], said["work"], said["money"]) == ("ét mål nu", "talt om før", "ikke talt om")


@pytest.mark.parametrize("state", Goal.State)
def test_a_goal_that_rests_can_only_be_taken_up_again(state):
    answers = goals.may_be_said(state)
    assert (goals.Answer.TAKEN_UP in answers) == (state != "open")
    assert set(answers) <= set(goals.Answer)


SAID = {"purpose": "a", "effort": "b", "duration": "c", "together": "spoken"}


@pytest.mark.parametrize(
    ("kind", "changes", "lacking"),
    [
        ("plan_141", {}, set()),
        ("stay", {}, set()),
        ("plan_142", {}, {"provider"}),
        ("plan_142", {"provider": "no_wish"}, set()),
        ("plan_142", {"provider": "shelter"}, {"followed"}),
        ("plan_142", {"provider": "shelter", "followed": "later"}, set()),
        ("plan_142", {"provider": "other", "followed": "no"}, {"not_followed_because"}),
        ("plan_142", {"provider": "no_wish", "named_employee": "Mette"}, {"named_employee"}),
        ("plan_141", {"purpose": "", "together": ""}, {"purpose", "together"}),
        ("plan_141", {"together": "not"}, {"together_words"}),
    ],
)
def test_a_plan_says_what_it_lacks_before_it_is_agreed(kind, changes, lacking):
    assert set(agreed.lacks(kind, {**SAID, **changes})) == lacking


WORDS = st.text(min_size=1, max_size=8)
GOALS = st.lists(
    st.builds(
        lambda words, steps: {"words": words, "dimension": "", "steps": [
            {"what": what, "who": "Karen", "is_own": False, "by_on": ""} for what in steps]},
        WORDS, st.lists(WORDS, max_size=2),
    ),
    max_size=4, unique_by=lambda goal: goal["words"],
)  # fmt: skip


@given(GOALS, GOALS, WORDS, WORDS)
def test_nothing_is_new_in_the_same_plan_and_every_change_is_told(before, after, was, now):
    one, other = PlanVersion(goals=before, purpose=was), PlanVersion(goals=after, purpose=now)
    assert agreed.changes(one, one) == []
    found = agreed.changes(one, other)
    assert bool(found) == (
        {g["words"]: g["steps"] for g in before} != {g["words"]: g["steps"] for g in after} or was != now
    )
    assert all(change.before != change.after for change in found)


def test_the_letter_speaks_to_the_citizen_and_leaves_out_what_is_empty():
    then = [{"words": "Sove  en hel nat", "dimension": "", "steps": [
        {"what": "Skrive til hende", "who": "borgeren", "is_own": True, "by_on": "2026-12-04"}]}]  # fmt: skip
    plan = PlanVersion(
        kind="plan_142", agreed_on=TODAY, goals=then, provider="shelter", named_employee="Mette", followed="no",
        not_followed_because="Hun har ikke plads", together="mark", purpose="Ro",
    )  # fmt: skip
    said = agreed.letter_values(plan)
    assert said["aftalt"] == "20. november 2026 (serviceloven § 142)"
    assert said["mål"] == ["”Sove en hel nat”", "Næste skridt: Skrive til hende (dig, 4. dec.)"]
    wish = "Støtte helst fra: Forsorgshjemmet. Helst Mette. Det ønske følger vi ikke: Hun har ikke plads"
    assert said["aftaler"] == ["Hjælpen skal føre til: Ro", wish]
    assert said["sammen"] == "Du har sat et mærke"


@pytest.mark.parametrize(
    ("stays", "began"),
    [
        ([], None),
        ([(TODAY - 9 * DAY, TODAY - DAY)], None),
        ([(TODAY - 9 * DAY, None)], TODAY - 9 * DAY),
        ([(TODAY - 9 * DAY, TODAY - 2 * DAY), (TODAY - 2 * DAY, None)], TODAY - 9 * DAY),
        ([(TODAY - 9 * DAY, TODAY - 3 * DAY), (TODAY - 2 * DAY, None)], TODAY - 2 * DAY),
        ([(TODAY + DAY, None)], None),
    ],
)
def test_a_stay_goes_on_from_one_shelter_to_the_next_and_a_night_elsewhere_ends_it(stays, began):
    assert agreed.stay_began(stays, TODAY) == began


def test_the_dimensions_are_the_eight_of_the_methods():
    assert len(LifeDimension) == 8
