"""Is a home offered to one at a time, told, seen, answered in own words; and does a no cost nothing but that home?"""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from hjemvej.efforts.housing_first.conftest import DAY, again
from hjemvej.efforts.housing_first.models import HomeOffer, HomeWish
from hjemvej.efforts.housing_first.offering import queries, rules
from hjemvej.efforts.housing_first.offering.actions import offering, telling
from hjemvej.efforts.housing_first.wishing.queries import own_words_of
from hjemvej.ground.casework.models import Task
from hjemvej.ground.homes import actions as homes
from hjemvej.ground.homes.actions import HomeNoLongerFree
from hjemvej.ground.homes.models import IdleSpan, Vacancy
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
State = HomeOffer.State


def test_an_offer_reserves_the_home_and_says_what_is_next(offer_to, ib, flat, today):
    offer = offer_to(ib, flat)
    assert again(flat).state == Vacancy.State.RESERVED
    assert (offer.state, offer.because, offer.is_shared) == ("proposed", "Tæt på søsteren", False)
    step = Task.objects.get(pk=offer.task_id)
    assert (step.kind, localdate(step.due_at), "Prøvevej" in step.title) == ("home_offer", today + 5 * DAY, False)
    assert Event.objects.get(name="housing_first.home_offered").person_id == ib.pk


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"because": " "}, offering.NoReason), ({"answer_by_on": datetime.date(2020, 1, 1)}, offering.DayIsWrong)],
)
def test_a_reason_and_a_day_to_come_are_needed(offer_to, ib, flat, changes, refusal):
    with pytest.raises(refusal):
        offer_to(ib, flat, **changes)
    assert (again(flat).state, HomeOffer.objects.count()) == ("notified", 0)


def test_the_same_home_is_not_offered_to_a_second_one(offer_to, ib, homeless, flat):
    offer_to(ib, flat)
    with pytest.raises(offering.NotSaidOpenly):
        offer_to(homeless("Bo"), flat)
    assert HomeOffer.objects.count() == 1


def test_a_home_that_is_let_or_reserved_by_hand_is_not_offered(offer_to, ib, flat):
    Vacancy.objects.filter(pk=flat.pk).update(state="reserved")
    with pytest.raises(HomeNoLongerFree):
        offer_to(ib, flat)


def test_two_are_offered_a_home_only_when_both_know(act, offer_to, ib, homeless, flat):
    first, bo = offer_to(ib, flat), homeless("Bo")
    with pytest.raises(offering.NotSaidOpenly):  # the first does not know yet
        offer_to(bo, flat, shared_words="Sagt til Bo")
    act(offering.share_offer, first, shared_words="Sagt til Ib på mødet")
    second = offer_to(bo, flat, shared_words="Sagt til Bo")
    with pytest.raises(offering.AlreadyOffered):
        offer_to(bo, flat, shared_words="Sagt til Bo")

    assert (second.is_shared, again(first).is_shared) == (True, True)
    act(offering.decline_offer, first, words="For langt væk", answered_on=first.offered_on)
    assert again(flat).state == Vacancy.State.RESERVED, "Bo still waits for it"
    act(offering.decline_offer, second, words="For højt oppe", answered_on=second.offered_on)
    assert again(flat).state == Vacancy.State.NOTIFIED


def test_the_database_refuses_two_who_do_not_know(offer_to, ib, homeless, flat):
    offer = offer_to(ib, flat)
    for is_shared in (False, True):
        with pytest.raises(IntegrityError), transaction.atomic():
            HomeOffer.objects.create(
                person=homeless("Bo"), organisation=offer.organisation, vacancy=flat, because="x",
                offered_on=offer.offered_on, recorded_at=offer.recorded_at, answer_by_on=offer.answer_by_on,
                is_shared=is_shared, shared_words="x",
            )  # fmt: skip


def test_it_is_told_then_seen_then_answered_with_a_yes(act, offer_to, ib, flat, today):
    offer = offer_to(ib, flat)
    act(offering.show_offer, offer, shown_on=today, how="phone")
    assert (again(offer).state, again(flat).state) == ("shown", "offered")
    act(offering.record_viewing, offer, seen_on=today)
    act(offering.accept_offer, offer, words="Ja, der!", answered_on=today)
    assert (again(offer).state, offer.words, offer.seen_on) == ("accepted", "Ja, der!", today)
    assert Task.objects.get(pk=offer.task_id).title == "Få lejekontrakten skrevet"
    assert Task.objects.filter(person=ib, kind="home_offer", done_at=None).count() == 1


def cause_of(vacancy):
    span = IdleSpan.objects.get(vacancy=vacancy, until_on=None)
    return span.cause, span.owner


def test_after_a_yes_the_home_waits_for_its_lease_and_not_for_the_citizen(act, offer_to, ib, flat, today, consent_of):
    offer = offer_to(ib, flat)
    act(offering.accept_offer, offer, words="Ja", answered_on=today)
    assert (again(flat).state, cause_of(flat)) == ("offered", ("papers", "us")), "nobody wrote that it was told"
    consent = consent_of(ib)
    act(telling.tell_landlord, offer, consent_id=consent.pk, told="Ib")
    assert cause_of(flat) == ("papers", "landlord"), "now it is for them"
    act(offering.decline_offer, offer, words="Nej alligevel", answered_on=today)
    assert (again(flat).state, cause_of(flat)) == ("notified", ("declined", "us"))


def test_a_protected_citizens_home_waits_for_the_landlord_when_the_lease_is_arranged(act, said_yes, flat, karen, at):
    assert cause_of(flat) == ("papers", "us")
    act(offering.arrange_outside, said_yes, how="Karen ringer til direktøren")
    assert cause_of(flat) == ("papers", "landlord")
    with looking_as(karen):
        homes.sign_lease(vacancy_id=flat.pk, lease_from_on=flat.notified_on, by=karen, at=at)
    act(offering.arrange_outside, said_yes, how="Det er sket")
    assert cause_of(flat) == ("moves", "citizen"), "the lease is written: nobody waits for it"


def test_a_no_becomes_a_wish_and_frees_the_home(act, offer_to, ib, flat, today, other_flat):
    other = offer_to(ib, other_flat)
    offer = offer_to(ib, flat)
    act(offering.show_offer, offer, shown_on=today, how="phone")
    wish = act(offering.decline_offer, offer, words="Ikke i stuen", answered_on=today)
    assert (wish.words, wish.person_id, wish.offer_id) == ("Ikke i stuen", ib.pk, offer.pk)
    assert (again(offer).state, offer.ended_on, again(flat).state) == ("declined", today, "notified")
    assert IdleSpan.objects.get(vacancy=flat, until_on=None).cause == "declined"
    assert Task.objects.get(pk=offer.task_id).done_at is not None
    assert (again(other).state, again(other_flat).state) == ("proposed", "reserved"), "the bystander waits on"


def test_a_no_without_words_is_refused_and_a_yes_is_not(act, offer_to, ib, flat, today):
    offer = offer_to(ib, flat)
    with pytest.raises(offering.NoOwnWords):
        act(offering.decline_offer, offer, words=" ", answered_on=today)
    assert not HomeWish.objects.filter(person=ib).exists()
    assert act(offering.accept_offer, offer, words="", answered_on=today).state == "accepted"


@pytest.mark.parametrize("days", [-1, 1])
def test_an_answer_comes_after_the_offer_and_not_tomorrow(act, offer_to, ib, flat, today, days):
    offer = offer_to(ib, flat)
    with pytest.raises(offering.DayIsWrong):
        act(offering.accept_offer, offer, words="Ja", answered_on=today + days * DAY)
    with pytest.raises(offering.DayIsWrong):
        act(offering.show_offer, offer, shown_on=today + days * DAY, how="phone")
    with pytest.raises(offering.DayIsWrong):
        act(offering.record_viewing, offer, seen_on=today + days * DAY)


def late(offer):
    """Its answer was due yesterday."""
    HomeOffer.objects.filter(pk=offer.pk).update(answer_by_on=offer.offered_on - DAY)
    return again(offer)


def test_an_offer_lapses_only_when_its_day_is_over(act, offer_to, ib, flat):
    offer = offer_to(ib, flat)
    with pytest.raises(offering.NotLateYet):
        act(offering.let_lapse, offer, why="Telefonen var slukket")
    with pytest.raises(offering.NoWhy):
        act(offering.let_lapse, late(offer), why=" ")
    act(offering.let_lapse, offer, why="Telefonen var slukket")
    assert (again(offer).state, offer.ended_because, again(flat).state) == (
        "lapsed",
        "Telefonen var slukket",
        "notified",
    )
    assert IdleSpan.objects.get(vacancy=flat, until_on=None).cause == "declined"


@pytest.mark.parametrize(("is_gone", "home"), [(False, "notified"), (True, "given_back")])
def test_a_mistake_frees_the_home_and_one_that_is_gone_goes_back(act, offer_to, ib, flat, is_gone, home):
    offer = offer_to(ib, flat)
    act(offering.withdraw_offer, offer, why="Solgt", is_gone=is_gone)
    assert (again(offer).state, again(flat).state) == ("withdrawn", home)


def test_a_home_whose_lease_is_signed_is_offered_to_nobody(act, said_yes, homeless, offer_to, flat, karen, today, at):
    act(offering.share_offer, said_yes, shared_words="Sagt")
    with looking_as(karen):
        homes.sign_lease(vacancy_id=flat.pk, lease_from_on=today, by=karen, at=at)
    with pytest.raises(HomeNoLongerFree):
        offer_to(homeless("Bo"), flat, shared_words="Sagt")


def test_what_is_over_does_not_move(act, offer_to, ib, flat, today):
    offer = offer_to(ib, flat)
    act(offering.decline_offer, offer, words="Nej", answered_on=today)
    for action, said in [
        (offering.show_offer, {"shown_on": today, "how": "phone"}), (offering.record_viewing, {"seen_on": today}),
        (offering.accept_offer, {"words": "", "answered_on": today}), (offering.withdraw_offer, {"why": "x"}),
        (offering.share_offer, {"shared_words": "x"}), (offering.arrange_outside, {"how": "x"}),
    ]:  # fmt: skip
        with pytest.raises(offering.OfferMoved):
            act(action, offer, **said)


@pytest.mark.parametrize(
    ("state", "by", "words"),
    [
        ("proposed", 3, "Borgeren har ikke hørt om boligen endnu"), ("shown", 3, "Borgeren svarer senest"),
        ("shown", -1, "Svaret på boligen skulle være kommet"), ("accepted", 3, "Ja til boligen"),
        ("signed", 3, "Indflytning"), ("moved_in", 3, "Flyttet ind"), ("declined", 3, "Nej tak til boligen"),
        ("lapsed", 3, "Fristen løb ud"), ("withdrawn", 3, "Boligen faldt væk"),
    ],
)  # fmt: skip
def test_it_says_where_it_is(state, by, words):
    on = datetime.date(2026, 11, 20)
    offer = HomeOffer(
        state=state, offered_on=on, answer_by_on=on + by * DAY, answered_on=on, lease_from_on=on, ended_on=on
    )
    assert rules.standing(offer, on).words.startswith(words)


def test_when_the_landlord_must_know_sooner_the_citizen_answers_sooner(flat, today):
    ours = queries.answer_by_on(Vacancy(answer_by_on=None), today)
    assert queries.answer_by_on(Vacancy(answer_by_on=today + DAY), today) == today + DAY
    assert queries.answer_by_on(Vacancy(answer_by_on=today - DAY), today) == ours, "too late already"
    assert ours > today


def test_a_wish_is_the_citizens_own_words(karen, ib, at, today, bystander):
    with looking_as(karen):
        offering.say_wish(person_id=ib.pk, words=" Plads til hunden ", said_on=today, by=karen, at=at)
        assert [one.words for one in own_words_of(ib.pk, viewer=karen)] == ["Plads til hunden"]
        assert not own_words_of(bystander.pk, viewer=karen)
        with pytest.raises(offering.NoOwnWords):
            offering.say_wish(person_id=ib.pk, words=" ", said_on=today, by=karen, at=at)
        with pytest.raises(offering.DayIsWrong):
            offering.say_wish(person_id=ib.pk, words="x", said_on=today + DAY, by=karen, at=at)
