"""Is the offer written with the citizen's own words, asked again after a no, and corrected without being lost?"""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.efforts.housing_first import actions, queries
from hjemvej.efforts.housing_first.actions import Said
from hjemvej.efforts.housing_first.models import HousingFirstOffer, NotOfferedYet
from hjemvej.ground.law.models import Provision
from hjemvej.ground.law.queries import due_on
from hjemvej.ground.people.merging.actions.merging import CannotMerge, merge_people
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
DAY, MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)
YES = Said("yes", "Det har jeg drømt om.")


@pytest.fixture(autouse=True)
def _karen_looks(karen):
    with looking_as(karen):
        yield


@pytest.fixture
def offer(ib, karen, at, today):
    def make(said=Said(""), *, person=ib, offered_on=today, at=at) -> HousingFirstOffer:
        return actions.offer_housing_first(
            person_id=person.pk, how="in_person", offered_on=offered_on, said=said, by=karen, at=at
        )

    return make


def names(person) -> list[str]:
    return list(Event.objects.filter(person_id=person.pk).order_by("at", "id").values_list("name", flat=True))


def test_an_offer_keeps_when_by_whom_how_by_which_paragraph_and_the_own_words(offer, ib, bystander, karen, today):
    made = offer(YES)
    assert (made.offered_on, made.offered_by_id, made.how, made.paragraph) == (
        today, karen.user_id, "in_person", "SEL § 85 a",
    )  # fmt: skip
    assert (made.answer, made.words, made.answered_on, made.ask_again_on) == ("yes", YES.words, today, None)
    assert names(ib)[-1] == "housing_first.housing_first_offered"
    assert not HousingFirstOffer.objects.filter(person=bystander).exists()


@pytest.mark.parametrize("answer", ["no", "not_yet", "other_form"])
def test_whoever_does_not_say_yes_is_asked_again_by_our_goal_of_that_day(offer, answer, today):
    made = offer(Said(answer, "Ikke lige nu.", other_form="starter" if answer == "other_form" else ""))
    assert made.ask_again_on == due_on("housing_first_asked_again", today).due_on  # 30 days, and not a closed day
    with looking_as(system("test")):
        Provision.objects.filter(key="housing_first_asked_again").update(value=7)
    assert (
        offer(Said("no", "Nej tak.")).ask_again_on
        == due_on("housing_first_asked_again", today).due_on
        != made.ask_again_on
    )


def test_a_no_five_times_changes_nothing_but_the_day(offer, ib, bystander, karen, at):
    """No list, no place, no state but the same: the citizen is asked again."""
    for _time in range(5):
        offer(Said("no", "Ikke nu."))
    found = {one.person_id: one.state.kind for one in queries.everybody(viewer=karen, at=at)}
    assert found == {ib.pk: "asked_later", bystander.pk: "not_offered"}
    assert offer(YES).answer == "yes"


@given(noes=st.lists(st.integers(0, 5), min_size=3, max_size=3))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_who_said_no_before_waits_in_the_same_order_as_who_did_not(noes, offer, homeless, karen, at):
    with transaction.atomic():
        waiting = [homeless(f"Nr. {number}", days=300 - 50 * number) for number in range(3)]
        for person, times in zip(waiting, noes, strict=True):
            for number in range(times):
                offer(Said("no", "Ikke nu."), person=person, at=at + number * MINUTE)
            offer(YES, person=person, at=at + times * MINUTE)
        stand = [one.person_id for one in queries.everybody(viewer=karen, at=at) if one.state.kind == "yes"]
        assert stand == [person.pk for person in waiting]
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (Said("yes", "  "), actions.NoOwnWords),
        (Said("other_form", "Noget andet"), actions.NoSuchForm),
        (Said("no", "Nej", ask_again_on=datetime.date(2000, 1, 1)), actions.AskedAgainTooSoon),
    ],
)
def test_what_lacks_something_is_refused_and_nothing_is_kept(offer, said, refusal):
    with pytest.raises(refusal):
        offer(said)
    assert not HousingFirstOffer.objects.exists()


def test_nothing_is_offered_on_a_day_to_come(offer, today):
    with pytest.raises(actions.OfferInTheFuture):
        offer(YES, offered_on=today + DAY)


def test_while_the_citizen_thinks_it_over_the_same_is_not_asked_twice(offer, bystander):
    offer()
    with pytest.raises(actions.StillThinking):
        offer(YES)
    assert offer(YES, person=bystander).answer == "yes"


def test_the_answer_comes_later_and_once(offer, ib, karen, at, today):
    made = offer(offered_on=today - 5 * DAY)
    said = Said("not_yet", "Når foråret kommer.", ask_again_on=today + 90 * DAY, answered_on=today)
    answered = actions.answer_offer(offer=made, said=said, by=karen, at=at)
    assert (answered.answer, answered.answered_on, answered.ask_again_on) == ("not_yet", today, today + 90 * DAY)
    assert names(ib)[-1] == "housing_first.offer_answered"
    with pytest.raises(actions.AlreadyAnswered):
        actions.answer_offer(offer=made, said=YES, by=karen, at=at)


@pytest.mark.parametrize("days", [-6, 1])
def test_no_answer_comes_before_the_offer_or_after_today(offer, karen, at, today, days):
    made = offer(offered_on=today - 5 * DAY)
    said = Said("yes", "Ja.", answered_on=today + days * DAY)
    with pytest.raises(actions.AnswerOutOfTime):
        actions.answer_offer(offer=made, said=said, by=karen, at=at)


def test_a_correction_is_a_new_row_and_the_old_one_stays(offer, ib, karen, at, today):
    made = offer(Said("no", "Nej."))
    anew = actions.correct_offer(
        offer=made, how="phone", offered_on=today - DAY, said=Said("yes", "Jo, gerne."), by=karen, at=at + DAY
    )
    assert list(queries.offers_of(ib.pk, viewer=karen)) == [anew]
    before = queries.corrected_of(ib.pk, viewer=karen).get()
    assert (before.pk, before.words, before.corrected_at) == (made.pk, "Nej.", at + DAY)
    assert names(ib)[-1] == "housing_first.offer_corrected"
    with pytest.raises(actions.AlreadyCorrected):
        actions.correct_offer(offer=made, how="phone", offered_on=today, said=YES, by=karen, at=at + DAY)
    stood = queries.states_of([ib.pk], today, viewer=karen, known_on=today)[ib.pk]
    stands = queries.states_of([ib.pk], today, viewer=karen)[ib.pk]
    assert (stood.kind, stands.kind) == ("asked_later", "yes")


def test_an_answer_written_later_was_not_known_before(offer, ib, karen, at, today):
    made = offer(Said(""))
    actions.answer_offer(offer=made, said=YES, by=karen, at=at + 2 * DAY)
    stood = queries.states_of([ib.pk], today, viewer=karen, known_on=today)[ib.pk]
    stands = queries.states_of([ib.pk], today, viewer=karen)[ib.pk]
    assert (stood.kind, stands.kind) == ("unanswered", "yes")


def test_put_off_it_has_a_reason_what_is_waited_for_and_a_day(ib, karen, at, today):
    put_off = {"why": "Han er indlagt.", "waits_for": "udskrivning", "by": karen, "at": at, "person_id": ib.pk}
    row = actions.put_off_offer(**put_off, look_again_on=today + 9 * DAY)
    assert (row.why, row.waits_for, row.said_on, row.look_again_on) == (
        "Han er indlagt.", "udskrivning", today, today + 9 * DAY,
    )  # fmt: skip
    assert names(ib)[-1] == "housing_first.offer_put_off"
    with pytest.raises(actions.LookedAtTooSoon):
        actions.put_off_offer(**put_off, look_again_on=today)
    assert NotOfferedYet.objects.count() == 1


def test_who_has_been_offered_it_is_not_put_off(offer, ib, karen, at, today):
    offer(YES)
    with pytest.raises(actions.AlreadyOffered):
        actions.put_off_offer(
            person_id=ib.pk, why="x", waits_for="y", look_again_on=today + DAY, by=karen, at=timezone.now()
        )


def test_two_records_merge_with_their_answers_but_not_two_that_wait(offer, ib, bystander, karen, at):
    offer(YES, person=bystander)
    merge_people(keep=ib, merge=bystander, by=karen, at=at)
    assert [one.answer for one in queries.offers_of(ib.pk, viewer=karen)] == ["yes"]


def test_two_that_wait_for_an_answer_cannot_both_be_kept(offer, ib, bystander, karen, at):
    offer()
    offer(person=bystander)
    with pytest.raises(CannotMerge, match="Housing First uden svar"):
        merge_people(keep=ib, merge=bystander, by=karen, at=at)
