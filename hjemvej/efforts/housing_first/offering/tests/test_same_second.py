"""Two workers offer the same home in the same second: one wins, the other is told in words; many times over."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from hjemvej.efforts.housing_first.conftest import DAY
from hjemvej.efforts.housing_first.models import HomeOffer, HomeWish
from hjemvej.efforts.housing_first.offering.actions import offering
from hjemvej.ground.casework.models import Task
from hjemvej.ground.homes.actions import HomeNoLongerFree
from hjemvej.platform.access.viewer import looking_as
from tests import bystanders
from tests.test_row_locks import outcome_of_the_second

ROUNDS = 30
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_home_is_offered_by_exactly_one_of_two(karen, homeless, flat, today, at):
    who = [homeless("Ib"), homeless("Bo")]
    begin, done = threading.Barrier(2), threading.Barrier(2)

    def offer(person):
        for _round in range(ROUNDS):
            try:
                with transaction.atomic(), looking_as(karen):
                    begin.wait(timeout=20)
                    said = {"because": "Tæt på søsteren", "answer_by_on": today + DAY}
                    offering.offer_home(person_id=person.pk, vacancy_id=flat.pk, by=karen, at=at, **said)
                results[person.pk].append("offered")
            except (HomeNoLongerFree, offering.NotSaidOpenly) as problem:
                results[person.pk].append(str(problem))
            done.wait(timeout=20)
            if results[person.pk][-1] == "offered":
                with transaction.atomic(), looking_as(karen):
                    made = HomeOffer.objects.get(ended_on=None)
                    offering.decline_offer(offer=made, words="Nej", answered_on=today, by=karen, at=at)
            done.wait(timeout=20)
        connection.close()

    results: dict[object, list[str]] = {person.pk: [] for person in who}
    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(offer, person) for person in who]:
            future.result()
    for one, two in zip(*results.values(), strict=True):
        assert (one == "offered") != (two == "offered"), (one, two)
        said = two if one == "offered" else one
        assert "Intet er tabt" in said or "Sig det åbent" in said
    assert HomeOffer.objects.filter(vacancy=flat, state="declined").count() == ROUNDS
    assert not Task.objects.filter(kind="home_offer", done_at=None).exists(), "whoever lost has no step left over"


def test_an_offer_is_answered_once(karen, said_yes, at, today, monkeypatch):
    def decline():
        return offering.decline_offer(offer=said_yes, words="Nej", answered_on=today, by=karen, at=at)

    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    assert outcome_of_the_second(decline, decline) == "OfferMoved"
    assert HomeWish.objects.filter(person=said_yes.person).count() == 1


def test_a_no_that_waited_for_a_yes_leaves_no_step_open(karen, offer_to, ib, flat, at, today, monkeypatch):
    offer = offer_to(ib, flat)
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    said = {"offer": offer, "answered_on": today, "by": karen, "at": at}

    def accept():
        return offering.accept_offer(words="Ja", **said)

    def decline():
        return offering.decline_offer(words="Nej", **said)

    assert outcome_of_the_second(accept, decline) == "HomeWish"
    assert list(Task.objects.filter(kind="home_offer", done_at=None)) == [], "the lease is not written any more"


def test_a_no_by_whoever_has_not_seen_the_yes_does_not_undo_it(karen, offer_to, ib, flat, at, today, monkeypatch):
    offer = offer_to(ib, flat)
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    said = {"offer": offer, "answered_on": today, "by": karen, "at": at}

    def accept():
        return offering.accept_offer(words="Ja", **said)

    def decline():
        return offering.decline_offer(words="Nej", after_yes=False, **said)

    assert outcome_of_the_second(accept, decline) == "YesMeanwhile"
    assert HomeOffer.objects.get().state == "accepted"
    assert not HomeWish.objects.exists()


@pytest.fixture
def both(said_yes, act, offer_to, homeless, flat, karen, today, at):
    """Two citizens who are offered the same home, and know it."""
    act(offering.share_offer, said_yes, shared_words="Sagt")
    return said_yes, offer_to(homeless("Bo"), flat, shared_words="Sagt til Bo")


def test_of_two_who_decline_a_shared_home_the_last_frees_it(both, karen, flat, at, today, monkeypatch):
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders

    def decline(offer):
        return lambda: offering.decline_offer(offer=offer, words="Nej", answered_on=today, by=karen, at=at)

    assert outcome_of_the_second(*map(decline, both)) == "HomeWish"
    flat.refresh_from_db()
    assert flat.state == "notified"


def test_one_declines_while_another_is_offered_the_home(said_yes, act, homeless, karen, flat, at, today, monkeypatch):
    act(offering.share_offer, said_yes, shared_words="Sagt")
    bo = homeless("Bo")
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders

    def decline():
        return offering.decline_offer(offer=said_yes, words="Nej", answered_on=today, by=karen, at=at)

    def offer():
        said = {"because": "Tæt på", "answer_by_on": today + DAY, "shared_words": "Sagt til Bo"}
        return offering.offer_home(person_id=bo.pk, vacancy_id=flat.pk, by=karen, at=at, **said)

    assert outcome_of_the_second(decline, offer) == "HomeOffer"
    flat.refresh_from_db()
    assert flat.state == "reserved", "the home is held for Bo"


def test_a_citizen_is_offered_a_home_once(karen, ib, flat, at, today, monkeypatch):
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders

    def offer():
        said = {"because": "Tæt på", "answer_by_on": today + DAY, "shared_words": "Sagt"}
        return offering.offer_home(person_id=ib.pk, vacancy_id=flat.pk, by=karen, at=at, **said)

    assert outcome_of_the_second(offer, offer) == "AlreadyOffered"
