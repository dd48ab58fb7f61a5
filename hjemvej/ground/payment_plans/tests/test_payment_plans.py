"""Is a plan made by both, reported on by a person, changed by a new one, and never broken silently?"""

import datetime
from decimal import Decimal

import pytest
from django.utils.timezone import localdate

from hjemvej.ground.consents import actions as consents
from hjemvej.ground.payment_plans import actions, queries, rules
from hjemvej.ground.payment_plans.models import Instalment, PaymentPlan, Report
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

from .conftest import TODAY, D

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
AFTER = datetime.datetime(2026, 12, 2, 9, tzinfo=datetime.UTC)  # the first falls on Tuesday 1 December


def pay(act, plan, kroner=1500, number=1, **more):
    said = {"paid_on": TODAY, "said_by": "citizen", **more}
    return act(actions.report_payment, plan, number=number, kroner=Decimal(kroner), **said)


def miss(act, plan, number=1, at=AFTER):
    return act(actions.report_missed, plan, number=number, said_by="landlord", words="Ikke kommet", at=at)


# --- making ---------------------------------------------------------------------------------------------------------


def test_a_plan_lives_with_its_instalments_and_is_logged(make, testa, read):
    made = make()
    assert (made.state, made.person_id, made.instalments.count()) == ("live", testa.pk, 8)
    assert read(made).standing.words.startswith("Løber. 0 af 8 afdrag betalt. Næste: 1.500")
    event = Event.objects.get(name="payment_plans.plan_made")
    assert (event.person_id, event.details) == (testa.pk, {"plan": str(made.pk)})


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"landlord_name": " "}, actions.NoSuchLandlord, "landlord_name"),
        ({"dues": rules.monthly(Decimal(11999), Decimal(1500), D(2026, 12, 1))}, actions.InstalmentsAreWrong,
         "instalments"),
        ({"dues": []}, actions.InstalmentsAreWrong, "instalments"),
        ({"debt_on": TODAY + DAY}, actions.WrongDay, "debt_on"),
        ({"agreed_on": TODAY + DAY}, actions.WrongDay, "agreed_on"),
        ({"agreed_on": D(1880, 1, 1)}, actions.WrongDay, "agreed_on"),
        ({"debt_on": D(1880, 1, 1)}, actions.WrongDay, "debt_on"),
        ({"citizen_agreed": False}, actions.NotAgreed, "citizen_agreed"),
        ({"landlord_agreed_by": " "}, actions.NotAgreed, "landlord_agreed_by"),
        ({"if_missed": " "}, actions.PlanLacksWords, "if_missed"),
    ],
)  # fmt: skip
def test_what_cannot_have_been_agreed_is_refused_beside_its_field(make, changes, refusal, field):
    with pytest.raises(refusal) as refused:
        make(**changes)
    assert refused.value.field_name == field
    assert not PaymentPlan.objects.filter(landlord_name="Udlejer Opdigtet").exists()


def test_the_bailiff_court_needs_no_yes(make):
    made = make(made_by="court", citizen_agreed=False, landlord_agreed_by="")
    assert (made.made_by, made.citizen_agreed) == ("court", False)


def test_one_plan_lives_at_a_time_with_a_landlord_and_another_with_another(make, housing_association):
    make()
    with pytest.raises(actions.PlanRuns):
        make(landlord_name="udlejer opdigtet")
    partner = {"landlord_id": housing_association.pk, "landlord_name": ""}
    make(**partner)
    with pytest.raises(actions.PlanRuns):
        make(**partner)


def test_an_organisation_that_lets_no_homes_is_no_landlord(make, our_team):
    with pytest.raises(actions.NoSuchLandlord):
        make(landlord_id=our_team.pk, landlord_name="")


# --- what was paid --------------------------------------------------------------------------------------------------


def test_a_payment_counts_on_its_instalment_alone(make, act, read):
    made = make()
    pay(act, made, 1000)
    pay(act, made, 500, paid_on=TODAY - DAY)
    first, second = made.instalments.order_by("number")[:2]
    assert (first.paid, first.paid_on, second.paid) == (1500, TODAY, 0)
    assert read(made).standing.words.startswith("Løber. 1 af 8 afdrag betalt.")
    assert Event.objects.filter(name="payment_plans.instalment_paid").count() == 2


def test_split_or_whole_the_instalment_is_the_same(make, act, housing_association):
    whole, split = make(), make(landlord_id=housing_association.pk, landlord_name="")
    pay(act, whole, "1500.00")
    for part in ("0.01", "999.99", "500"):
        pay(act, split, part)
    values = ("number", "paid", "paid_on", "short_on")
    assert list(whole.instalments.order_by("number").values(*values)) == list(
        split.instalments.order_by("number").values(*values)
    )


def test_more_than_is_due_is_said_before_it_goes_to_the_next(make, act):
    made = make()
    with pytest.raises(actions.MoreThanDue):
        pay(act, made, 2000)
    assert Report.objects.filter(instalment__plan=made).count() == 0
    pay(act, made, 2000, is_more=True)
    assert list(made.instalments.order_by("number").values_list("paid", flat=True))[:3] == [1500, 500, 0]
    with pytest.raises(actions.MoreThanDue, match=r"10\.000"):
        pay(act, made, "10000.01", number=2, is_more=True)


@pytest.mark.parametrize("day", [TODAY + DAY, D(2026, 11, 17)])
def test_a_payment_is_of_a_day_between_the_debt_and_today(make, act, day):
    made = make()
    with pytest.raises(actions.WrongDay):
        pay(act, made, paid_on=day)


def test_when_all_is_paid_the_plan_is_completed(make, act, read):
    made = make()
    pay(act, made, 12000, is_more=True)
    made.refresh_from_db()
    assert (made.state, made.why, made.ended_at is None) == ("completed", "", False)
    assert read(made).standing.words == "Betalt. 8 af 8 afdrag betalt."
    assert Event.objects.filter(name="payment_plans.plan_completed").exists()
    with pytest.raises(actions.PlanIsOver):
        pay(act, made)


def test_a_mistake_is_taken_back_and_can_be_read(make, act, read):
    made = make()
    pay(act, made, 12000, is_more=True)
    last = Report.objects.filter(instalment__plan=made).latest("pk")
    act(actions.take_back, made, report_id=last.pk)
    made.refresh_from_db()
    assert (made.state, made.ended_at, made.ended_by) == ("live", None, None)
    assert read(made).standing.words.startswith("Løber. 7 af 8")
    assert Report.objects.filter(instalment__plan=made).count() == 8
    with pytest.raises(actions.InstalmentIsPaid):
        act(actions.take_back, made, report_id=last.pk)


def test_a_report_of_another_plan_is_not_taken_back(make, act, housing_association):
    made, other = make(), make(landlord_id=housing_association.pk, landlord_name="")
    pay(act, other)
    with pytest.raises(actions.InstalmentIsPaid):
        act(actions.take_back, made, report_id=Report.objects.get(instalment__plan=other).pk)
    assert Instalment.objects.get(plan=other, number=1).paid == 1500


def test_what_is_paid_is_the_sum_of_what_was_said(make, act):
    made = make()
    for kroner in (300, 700, "200.50"):
        pay(act, made, kroner)
    act(actions.take_back, made, report_id=Report.objects.get(kroner=700).pk)
    assert Instalment.objects.get(plan=made, number=1).paid == Decimal("500.50")


# --- missed, broken, cancelled --------------------------------------------------------------------------------------


def test_nobody_misses_an_instalment_before_its_day_is_over(make, act):
    made = make()
    with pytest.raises(actions.WrongDay):
        miss(act, made, at=AFTER - DAY)
    miss(act, made)
    assert Instalment.objects.get(plan=made, number=1).short_on == localdate(AFTER)


def test_a_missed_instalment_breaks_nothing_until_a_person_says_so(make, act, read):
    made = make()
    assert read(made, D(2027, 12, 1)).standing.kind == "unsaid"
    with pytest.raises(actions.NothingMissed):
        act(actions.end_plan, made, state="broken", why="Der kom intet", at=AFTER)
    miss(act, made)
    assert (read(made, localdate(AFTER)).standing.kind, read(made).plan.state) == ("behind", "live")
    with pytest.raises(actions.PlanLacksWords):
        act(actions.end_plan, made, state="broken", why=" ", at=AFTER)
    act(actions.end_plan, made, state="broken", why="Udlejeren sender den i fogedretten", at=AFTER)
    assert (read(made).plan.state, read(made).plan.why) == ("broken", "Udlejeren sender den i fogedretten")
    assert Event.objects.filter(name="payment_plans.plan_broken").exists()


def test_paid_late_is_no_longer_behind(make, act, read):
    made = make()
    miss(act, made)
    pay(act, made, paid_on=localdate(AFTER), at=AFTER)
    found = read(made, localdate(AFTER))
    assert found.standing.kind == "in_time"
    assert found.standing.reasons[0].text.endswith("betalt for sent")


def test_a_plan_is_cancelled_with_a_reason_and_in_no_other_way(make, act, read):
    made, states = make(), ("completed", "replaced", "live", "")
    for state in states:
        with pytest.raises(actions.PlanLacksWords):
            act(actions.end_plan, made, state=state, why="x")
    act(actions.end_plan, made, state="cancelled", why="Borgeren flytter")
    assert read(made).plan.state == "cancelled"
    with pytest.raises(actions.PlanIsOver):
        act(actions.end_plan, made, state="cancelled", why="Borgeren flytter")


# --- changed, and given ---------------------------------------------------------------------------------------------


def test_what_is_agreed_anew_replaces_and_the_old_can_be_read(make, act, karen, now, read):
    made = make()
    pay(act, made)
    terms = actions.Terms(**{
        **{name: getattr(made, name) for name in actions.Terms.__dataclass_fields__ if name != "dues"},
        "debt": Decimal(10500), "dues": rules.monthly(Decimal(10500), Decimal(500), D(2027, 1, 1)),
    })  # fmt: skip
    with pytest.raises(actions.PlanLacksWords):
        act(actions.change_plan, made, terms=terms, why=" ")
    newer = act(actions.change_plan, made, terms=terms, why="Det var for meget om måneden")
    assert (newer.replaces_id, newer.instalments.count(), newer.state) == (made.pk, 21, "live")
    before = read(made)
    assert (before.plan.state, before.plan.why, before.plan.debt) == (
        "replaced", "Det var for meget om måneden", 12000,
    )  # fmt: skip
    assert before.plan.instalments.count() == 8
    with pytest.raises(actions.PlanIsOver):
        act(actions.change_plan, made, terms=terms, why="Igen")


@pytest.fixture
def consent(karen, testa, now, housing_association):
    """Give `consent(...)`: Testa's yes to telling the landlord about the debt."""

    def given(**changes):
        said = {
            "to_organisation_id": housing_association.pk, "to_name": "", "topics": ["economy"], "details": "",
            "purpose": "afdrag", "how": "own_words", "words": "Ja", "from_on": TODAY, "last_on": TODAY + 30 * DAY,
            **changes,
        }  # fmt: skip
        with looking_as(karen):
            return consents.give_consent(person_id=testa.pk, said=consents.Said(**said), by=karen, at=now)

    return given


def test_the_landlord_gets_the_copy_by_a_consent_that_names_it_and_holds(make, act, consent, karen, now):
    made = make()
    partners = consent()
    with pytest.raises(actions.NoConsent):
        act(actions.give_landlord, made, consent_id=partners.pk)
    named = consent(to_organisation_id=None, to_name="udlejer opdigtet")
    with looking_as(karen):
        assert queries.consents_to_tell(made, viewer=karen, at=now) == [named]
    given = act(actions.give_landlord, made, consent_id=named.pk)
    assert (given.consent_id, given.landlord_got_at) == (named.pk, now)
    with looking_as(karen):
        consents.withdraw_consent(consent=partners, by=karen, at=now)
    with pytest.raises(actions.NoConsent):
        act(actions.give_landlord, made, consent_id=partners.pk)


def test_a_consent_about_something_else_is_none(make, act, consent):
    made = make()
    health = consent(to_organisation_id=None, to_name="Udlejer Opdigtet", topics=["health"])
    with pytest.raises(actions.NoConsent):
        act(actions.give_landlord, made, consent_id=health.pk)


def test_a_protected_citizen_stands_on_no_landlords_paper(make, act, consent, testa):
    made = make()
    named = consent(to_organisation_id=None, to_name="Udlejer Opdigtet")
    Person.objects.filter(pk=testa.pk).update(protection="address")
    with pytest.raises(actions.CitizenIsProtected):
        act(actions.give_landlord, made, consent_id=named.pk)


def test_the_citizens_letter_says_it_in_danish(make, act):
    letter = act(actions.write_plan_letter, make())
    assert letter.kind == "payment_plan"
    assert "- 1.500\N{NO-BREAK SPACE}kr. senest 4. januar 2027" in letter.text
    assert "Lone ringer til os" in letter.text
    assert "{navn} og Udlejer Opdigtet har aftalt" in letter.text


# --- the day, and the citizen's paper -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (D(2026, 11, 29), None), (D(2026, 11, 30), "mind om det"), (D(2026, 12, 1), "mind om det"),
        (D(2026, 12, 2), "Er afdraget for december betalt?"), (D(2027, 3, 1), "Er afdraget for december betalt?"),
    ],
)  # fmt: skip
def test_the_day_before_reminds_and_the_day_after_asks(make, karen, on, words):
    make()
    with looking_as(karen):
        steps = queries.steps(karen, datetime.datetime(on.year, on.month, on.day, 8, tzinfo=datetime.UTC))
    assert [words in step.why for step in steps] == ([True] if words else [])


def test_the_weekend_is_reminded_of_on_friday_and_asked_about_on_tuesday(make, karen):
    make(dues=[rules.Due(Decimal(12000), D(2026, 12, 5))])  # a Saturday: until Monday 7
    at = datetime.datetime(2026, 12, 4, 8, tzinfo=datetime.UTC)
    with looking_as(karen):
        assert [step.kind for step in queries.steps(karen, at)] == ["soon"]
        assert [localdate(step.due_at) for step in queries.steps(karen, at + 4 * DAY)] == [D(2026, 12, 8)]


def test_what_somebody_said_is_asked_no_more(make, act, karen):
    made = make()
    miss(act, made)
    with looking_as(karen):
        assert queries.steps(karen, AFTER) == []


def test_the_citizens_paper_says_whose_turn_and_when(make, act, karen, testa, now):
    made = make()
    with looking_as(karen):
        (line,) = queries.paper(testa.pk, karen, now)
    assert (line.whose, line.due_on) == ("Du", D(2026, 12, 1))
    assert "til Udlejer Opdigtet" in line.what
    miss(act, made)
    with looking_as(karen):
        (line,) = queries.paper(testa.pk, karen, AFTER)
    assert (line.whose, line.due_on) == ("Vi", None)
    act(actions.end_plan, made, state="cancelled", why="Flyttet", at=AFTER)
    with looking_as(karen):
        assert queries.paper(testa.pk, karen, AFTER) == []
