"""Two reserve the same home in the same second: exactly one gets it, and the other is told in words."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from hjemvej.ground.homes import actions
from hjemvej.ground.homes.models import IdleSpan, Tenancy, Vacancy
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as

from .conftest import TODAY

ROUNDS = 50
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_once():
    """Give `at_once(by, tries)`: each in a transaction and connection of its own, begun together."""
    with ThreadPoolExecutor(2) as pool:

        def run_all(by, tries):
            start = threading.Barrier(len(tries))

            def run(attempt):
                try:
                    with transaction.atomic(), looking_as(by):
                        start.wait(timeout=10)
                        return attempt()
                except Exception as problem:
                    return problem

            return [future.result() for future in [pool.submit(run, attempt) for attempt in tries]]

        yield run_all
        both = threading.Barrier(2)

        def close():
            both.wait(timeout=10)
            connection.close()

        for closed in [pool.submit(close) for _worker in range(2)]:
            closed.result()


def test_a_home_is_reserved_by_exactly_one_of_two(at_once, vacancy, karen, now):
    def reserve():
        return actions.reserve_vacancy(vacancy_id=vacancy.pk, by=karen, at=now)

    for _round in range(ROUNDS):
        results = at_once(karen, [reserve, reserve])
        won = [result for result in results if isinstance(result, Vacancy)]
        told = [result for result in results if isinstance(result, actions.HomeNoLongerFree)]
        assert (len(won), len(told)) == (1, 1), results
        assert "En kollega har reserveret boligen. Intet er tabt" in str(told[0])
        with transaction.atomic():
            actions.free_vacancy(vacancy_id=vacancy.pk, by=karen, at=now)
    assert IdleSpan.objects.filter(vacancy=vacancy, until_on=None).count() == 1


def test_a_home_is_let_to_exactly_one_of_two(at_once, vacancy, karen, now):
    with looking_as(karen):
        who = [people.create_person(by=karen, at=now, given_names=f"Testa{n}", surname="Prøve").pk for n in range(2)]

    def move_in(person_id):
        return lambda: actions.begin_tenancy(
            person_id=person_id,
            dwelling_id=vacancy.dwelling_id,
            lease_form="unlimited",
            from_on=TODAY,
            by=karen,
            at=now,
        )

    for _round in range(ROUNDS):
        results = at_once(karen, [move_in(person_id) for person_id in who])
        assert sorted(type(result).__name__ for result in results) == ["HomeTaken", "Tenancy"], results
        Tenancy.objects.all().delete()
