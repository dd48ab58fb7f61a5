"""Does the day's page, which asks only of what may be late, find the same as the team's page, which asks of all?"""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.efforts.housing_first import queries, rules
from hjemvej.efforts.housing_first.models import HousingFirstOffer, NotOfferedYet
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import looking_as, system

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
KINDS = ("gade", "herberg", "egen_bolig", "ukendt")
days_ago = st.integers(0, 900)
offered = st.tuples(days_ago, st.sampled_from(["yes", "no", ""]), st.integers(-60, 60))
citizen = st.tuples(
    st.lists(st.tuples(days_ago, st.sampled_from(KINDS)), max_size=3, unique_by=lambda stay: stay[0]),
    st.none() | offered, st.none() | st.tuples(days_ago, st.integers(-60, 60)),
)  # fmt: skip


def _lived(person, team, drawn, at, today):
    """Write where a citizen slept, today outside, what they were offered and why it was put off."""
    stays, offer, put_off = drawn
    days = sorted([*stays, (min([day for day, _kind in stays], default=20), "gade")], reverse=True)[:-1]
    days += [(days[-1][0] // 2 if days else 20, "gade")]
    begins = [today - day * DAY for day, _kind in days]
    for (day, kind), until in zip(days, [*begins[1:], None], strict=True):
        if until is None or today - day * DAY < until:
            Situation.objects.create(
                person=person, kind=kind, from_on=today - day * DAY, until_on=until, source="os", certainty="seen",
                recorded_at=at,
            )  # fmt: skip
    if offer:
        day, answer, again = offer
        said = {"answer": answer, "words": "Ja", "answered_on": today - day * DAY} if answer else {}
        asked = {"ask_again_on": today - again * DAY} if answer == "no" and again < day else {}
        if answer == "no" and not asked:
            asked = {"ask_again_on": today + DAY}
        HousingFirstOffer.objects.create(
            person=person, organisation=team, offered_on=today - day * DAY, how="phone", paragraph="§ 85 a",
            recorded_at=at, **said, **asked,
        )  # fmt: skip
    if put_off:
        day, again = put_off
        NotOfferedYet.objects.create(
            person=person, organisation=team, why="Indlagt", waits_for="udskrivning", said_on=today - day * DAY,
            look_again_on=max(today - again * DAY, today - day * DAY + DAY), recorded_at=at,
        )  # fmt: skip


def _waits(rows):
    return sorted((str(one.person_id), one.more) for one in rows if one.more and rules.waits_since(one.state))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(citizen, min_size=6, max_size=6))
def test_what_is_late_is_found_among_those_who_may_be(homeless, karen, our_team, at, today, lives):
    with looking_as(system("test")):
        for table in (Situation, HousingFirstOffer, NotOfferedYet):
            table.objects.all().delete()
        people = list(Person.objects.filter(surname="Eksempel")) or [homeless(f"Nr. {n}") for n in range(6)]
        for person, drawn in zip(people, lives, strict=False):
            _lived(person, our_team, drawn, at, today)
    with looking_as(karen):
        whole, late = queries.everybody(viewer=karen, at=at), queries.for_today(today, karen)
        of_all = queries._ours(today, karen, more=queries.WAITS, old=today - 40 * DAY)
        of_few = queries._ours(today, karen, more=queries.WAITS, old=today - 40 * DAY, late_from=today - 30 * DAY)
        answered = queries.answers(viewer=karen, at=at)
    assert {one.person_id: one.state.facts.offered for one in answered} == {
        one.person_id: one.state.facts.offered for one in whole
    }, "what each answered in this homelessness"
    assert _waits(of_all) == _waits(of_few)
    whole, late = ([one for one in rows if one.state.is_due(today)] for rows in (whole, late))
    assert {(one.person_id, one.state.kind) for one in whole} == {(one.person_id, one.state.kind) for one in late}
    asked, to_ask = ([one for one in rows if one.state.kind in queries.TO_ASK] for rows in (whole, late))
    assert asked == to_ask
