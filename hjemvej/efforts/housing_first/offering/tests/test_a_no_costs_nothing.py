"""Does a citizen who declines keep the same place in the order of every list? Over random histories of offers."""

import random

import pytest
from django.urls import reverse

from hjemvej.efforts.housing_first.models import HomeOffer
from hjemvej.efforts.housing_first.offering.actions import offering

pytestmark = pytest.mark.django_db
LISTS = ("housing_first:not_offered", "staff:register", "casework:unheld", "safe_night:board", "staff:today")
NOES = 5


@pytest.fixture
def orders(page, people):
    """Give `orders()`: in which order each list names these citizens."""

    def read():
        found = {}
        for name in LISTS:
            shown = page.get(reverse(name)).content.decode()
            found[name] = sorted((who for who in people if who in shown), key=shown.index)
        return found

    return read


@pytest.fixture
def people(homeless):
    return {f"Prøve{letter}": homeless(f"Prøve{letter}", days=20 + 7 * number) for number, letter in enumerate("ABCDE")}


@pytest.mark.parametrize("seed", range(6))
def test_five_noes_change_no_lists_order(act, offer_to, orders, people, vacant, today, seed):
    rng, before = random.Random(seed), orders()
    decliner = rng.choice(list(people.values()))
    homes = [vacant(f"Prøvevej {seed} {number}") for number in range(NOES)]
    for home in homes:
        offer = offer_to(decliner, home)
        if rng.random() < 0.5:
            act(offering.show_offer, offer, shown_on=today, how="phone")
        if rng.random() < 0.3:
            act(offering.record_viewing, offer, seen_on=today)
        lose = rng.random()
        if lose < 0.7:
            act(offering.decline_offer, offer, words=f"Nej nr. {rng.randrange(99)}", answered_on=today)
        else:
            act(offering.withdraw_offer, offer, why="En fejl")
    assert HomeOffer.objects.filter(person=decliner).exclude(ended_on=None).count() == NOES
    assert orders() == before
    assert all(before[name] for name in ("housing_first:not_offered", "staff:register")), "they name somebody"
