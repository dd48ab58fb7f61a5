"""Is another unit asked by a right that holds, reminded, and answered with reasons; and whose turn is it meanwhile?"""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from hjemvej.ground.casework.models import Task
from hjemvej.ground.consents import actions as consents
from hjemvej.ground.people import actions as people
from hjemvej.ground.referrals import actions, queries, rules
from hjemvej.ground.referrals.models import Matter, Referral
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
D = datetime.date
TODAY, DUE, DAY = D(2026, 11, 20), D(2026, 12, 4), datetime.timedelta(days=1)


@pytest.fixture
def consent(karen, testa, now):
    """Give `consent(...)`: Testa's yes to telling the benefits office about her economy."""

    def given(**changes):
        said = {
            "to_organisation_id": None, "to_name": "Ydelse", "topics": ["economy"], "details": "", "purpose": "møbler",
            "how": "own_words", "words": "Ja, spørg dem bare", "from_on": TODAY, "last_on": TODAY + 30 * DAY, **changes,
        }  # fmt: skip
        with looking_as(karen):
            return consents.give_consent(person_id=testa.pk, said=consents.Said(**said), by=karen, at=now)

    return given


# --- asking ---------------------------------------------------------------------------------------------------------


def test_what_is_asked_waits_for_the_unit_with_a_day(ask, testa, karen):
    found = ask()
    assert (found.ground, found.consent_id, found.paragraph, found.asked_on) == ("citizen", None, "", TODAY)
    task = Task.objects.get(pk=found.task_id)
    assert (task.kind, localdate(task.due_at)) == ("referral", DUE)
    assert task.title == "Svar fra Ydelse: Enkeltudgift, f.eks. møbler"
    event = Event.objects.get(name="referrals.unit_asked")
    assert (event.person_id, event.details["matter"]) == (testa.pk, "furniture")


def test_our_own_goal_says_when_the_answer_is_expected():
    assert queries.expected_on(TODAY) == DUE  # ten working days


def test_a_consent_that_holds_is_a_right_and_one_withdrawn_is_not(ask, consent, karen, now):
    given = consent()
    assert ask(right=f"consent:{given.pk}").consent_id == given.pk
    with looking_as(karen):
        consents.withdraw_consent(consent=given, by=karen, at=now)
    with pytest.raises(actions.NoRightToTell):
        ask("moving", right=f"consent:{given.pk}")
    assert Referral.objects.count() == 1
    assert Task.objects.filter(kind="referral").count() == 1


def test_a_consent_of_somebody_else_is_no_right(ask, consent, karen, now):
    given = consent()
    with looking_as(karen):
        other = people.create_person(by=karen, at=now, given_names="Berta", surname="Uberørt")
    with pytest.raises(actions.NoRightToTell):
        ask(person=other, right=f"consent:{given.pk}")


def test_a_consent_to_tell_a_sister_is_no_right_to_tell_a_unit(ask, consent):
    given = consent(to_name="min søster Lone", topics=["home"])
    with pytest.raises(actions.NoRightToTell):
        ask(right=f"consent:{given.pk}")
    named = consent(to_name="ydelse")
    with pytest.raises(actions.NoRightToTell):
        ask("substances", right=f"consent:{named.pk}")
    assert ask(right=f"consent:{named.pk}").consent_id == named.pk


def test_a_consent_to_a_landlord_is_no_right_to_tell_a_unit(consent, testa, karen, housing_association, now):
    consent(to_organisation_id=housing_association.pk, to_name="")
    with looking_as(karen):
        found = queries.rights(testa.pk, viewer=karen, at=now, on=TODAY)
    assert [one.key for one in found] == ["citizen", "law:other_authority", "law:own_municipality"]


@pytest.mark.parametrize(
    ("key", "right", "holds"),
    [
        ("furniture", "law:own_municipality", True), ("psychiatry", "law:own_municipality", False),
        ("psychiatry", "law:other_authority", True), ("furniture", "law:other_authority", False),
        ("furniture", "law:child_concern", False), ("furniture", "law:nothing", False), ("furniture", "", False),
    ],
)  # fmt: skip
def test_a_paragraph_holds_for_the_kind_of_unit_that_it_names(ask, key, right, holds):
    if holds:
        found = ask(key, right=right)
        assert (found.ground, bool(found.paragraph)) == ("law", True)
    else:
        with pytest.raises(actions.NoRightToTell):
            ask(key, right=right)


def test_a_matter_that_is_over_cannot_be_asked_for(ask, matter):
    Matter.objects.filter(key="moving").update(valid_to=TODAY)
    with pytest.raises(actions.NoSuchMatter):
        ask("moving")
    assert ask("furniture").pk


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"words": "  "}, actions.NothingAsked), ({"expected_on": TODAY - DAY}, actions.WrongDay)],
)
def test_words_and_a_day_to_come_are_needed(ask, changes, refusal):
    with pytest.raises(refusal):
        ask(**changes)


# --- answers --------------------------------------------------------------------------------------------------------


def answer(act, referral, **changes):
    said = {"outcome": "granted", "answer": "", "answered_on": TODAY, **changes}
    return act(actions.record_answer, referral, **said)


def test_an_answer_ends_the_task_and_a_bystander_waits_on(act, ask):
    found, other = ask(), ask("moving")
    answer(act, found)
    found.refresh_from_db()
    assert (found.outcome, found.closed_at is None) == ("granted", False)
    assert Task.objects.get(pk=found.task_id).done_at is not None
    other.refresh_from_db()
    assert (other.outcome, Task.objects.get(pk=other.task_id).done_at) == ("", None)
    with pytest.raises(actions.AlreadyAnswered):
        answer(act, found)


@pytest.mark.parametrize("outcome", ["partly", "refused"])
def test_anything_but_a_whole_yes_has_reasons(act, ask, outcome):
    found = ask()
    with pytest.raises(actions.WithoutAnswer):
        answer(act, found, outcome=outcome, answer=" ")
    assert answer(act, found, outcome=outcome, answer="Egne midler").answer == "Egne midler"


@pytest.mark.parametrize("day", [TODAY - DAY, TODAY + DAY])
def test_an_answer_came_after_the_question_and_not_tomorrow(act, ask, day):
    with pytest.raises(actions.WrongDay):
        answer(act, ask(), answered_on=day)


def test_a_reminder_moves_the_day_and_keeps_what_was_said(act, ask):
    found = ask()
    act(actions.remind_unit, found, said="Talte med Mette", expected_on=DUE + 7 * DAY)
    found.refresh_from_db()
    assert (found.reminded_on, localdate(Task.objects.get(pk=found.task_id).due_at)) == (TODAY, DUE + 7 * DAY)
    assert Event.objects.get(name="referrals.unit_reminded").why == "Talte med Mette"
    with pytest.raises(actions.WithoutAnswer):
        act(actions.remind_unit, found, said=" ", expected_on=DUE + 7 * DAY)
    with pytest.raises(actions.WrongDay):
        act(actions.remind_unit, found, said="Ja", expected_on=TODAY - DAY)


def test_what_is_not_needed_any_more_ends_with_the_reason(act, ask):
    found = ask()
    with pytest.raises(actions.WithoutAnswer):
        act(actions.withdraw_referral, found, why="")
    act(actions.withdraw_referral, found, why="Fik en seng af en nabo")
    found.refresh_from_db()
    assert (found.outcome, found.answer, found.answered_on) == ("withdrawn", "Fik en seng af en nabo", TODAY)


@pytest.mark.parametrize(
    ("on", "outcome", "says"),
    [
        (TODAY, "", "Ydelse svarer senest 4. december 2026: Enkeltudgift, f.eks. møbler"),
        (DUE, "", "Ydelse svarer senest 4. december 2026: Enkeltudgift, f.eks. møbler"),
        (DUE + DAY, "", "Ydelse skulle have svaret 4. december 2026: Enkeltudgift, f.eks. møbler"),
        (DUE, "refused", "Ydelse har svaret nej: Enkeltudgift, f.eks. møbler"),
        (DUE, "withdrawn", "Ydelse skal ikke svare længere: Enkeltudgift, f.eks. møbler"),
    ],
)
def test_it_says_whose_turn_it_is(on, outcome, says):
    matter = Matter(unit="Ydelse", title="Enkeltudgift, f.eks. møbler")
    found = Referral(matter=matter, outcome=outcome, answered_on=TODAY if outcome else None)
    assert rules.whose_turn(found, due_on=DUE, on=on) == says


# --- pages ----------------------------------------------------------------------------------------------------------


def test_a_question_is_asked_answered_and_stands_on_the_pages(page, testa, matter):
    typed = {
        "matter": matter("furniture").pk, "words": "Seng og dyne", "right": "citizen", "expected_on": "4/12 2026"
    }  # fmt: skip
    asked = page.post(reverse("referrals:ask_unit", args=[testa.pk]), typed)
    found = Referral.objects.get()
    assert asked.url == reverse("referrals:referral", args=[found.pk])
    assert "svarer senest 4. december 2026" in page.get(asked.url).content.decode()
    assert page.get(reverse("referrals:referral_of_task", args=[found.task_id])).status_code == 200
    no = {"outcome": "refused", "answer": "", "answered_on": "i dag"}
    refused = page.post(reverse("referrals:record_answer", args=[found.pk]), no)
    assert (refused.status_code, "begrundelsen" in refused.content.decode()) == (422, True)
    page.post(reverse("referrals:record_answer", args=[found.pk]), {**no, "answer": "Egne midler"})
    assert "Egne midler" in page.get(asked.url).content.decode()


def test_a_form_that_is_refused_keeps_the_words(page, testa):
    typed = {"matter": "", "words": "Seng og dyne", "right": "", "expected_on": "i går"}
    refused = page.post(reverse("referrals:ask_unit", args=[testa.pk]), typed)
    assert (refused.status_code, "Seng og dyne" in refused.content.decode()) == (422, True)
    assert not Referral.objects.exists()


def test_the_page_warns_when_the_consent_is_withdrawn(page, ask, consent, karen, now):
    given = consent()
    found = ask(right=f"consent:{given.pk}")
    address = reverse("referrals:referral", args=[found.pk])
    assert "Fortæl dem ikke mere" not in page.get(address).content.decode()
    with looking_as(karen):
        consents.withdraw_consent(consent=given, by=karen, at=now)
    assert "Fortæl dem ikke mere" in page.get(address).content.decode()


@pytest.mark.parametrize("number", [1, 12])
def test_however_many_the_list_asks_as_often(page, ask, testa, number, django_assert_max_num_queries):
    for _each in range(number):
        ask()
    page.get(reverse("referrals:referrals", args=[testa.pk]))
    with django_assert_max_num_queries(12):
        page.get(reverse("referrals:referrals", args=[testa.pk]))


def test_another_team_and_its_ids_find_nothing(ask, colleague_in_other_team, client_of, clock_stands):
    found = ask()
    theirs = client_of(colleague_in_other_team)
    for name, pk in [("referral", found.pk), ("referrals", found.person_id), ("ask_unit", found.person_id)]:
        assert theirs.get(reverse(f"referrals:{name}", args=[pk])).status_code == 404
    for name in ("remind_unit", "record_answer", "withdraw_referral"):
        assert theirs.post(reverse(f"referrals:{name}", args=[found.pk]), {}).status_code == 404
    found.refresh_from_db()
    assert found.closed_at is None
