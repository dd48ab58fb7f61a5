"""Two take the last place in the same second: exactly one gets it, and the other is told in words."""

import datetime
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.actions import holding, occupying, requesting
from hjemvej.efforts.safe_night.staying.actions import stays
from hjemvej.platform.access.viewer import Viewer, looking_as

ROUNDS = 50
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two_workers() -> Iterator[ThreadPoolExecutor]:
    """Two threads, each with a connection of its own to the real PostgreSQL."""
    with ThreadPoolExecutor(2) as pool:
        yield pool
        both = threading.Barrier(2)

        def close() -> None:
            both.wait(timeout=10)  # so that each thread closes its own
            connection.close()

        for closed in [pool.submit(close) for _worker in range(2)]:
            closed.result()


def at_once(pool: ThreadPoolExecutor, by: Viewer, tries: list[Callable[[], object]]) -> list[object]:
    """Each try in its own transaction, begun together; what it gave, or the error it met."""
    start = threading.Barrier(len(tries))

    def run(attempt: Callable[[], object]) -> object:
        try:
            with transaction.atomic(), looking_as(by):
                start.wait(timeout=10)
                return attempt()
        except Exception as problem:
            return problem

    return [future.result() for future in [pool.submit(run, attempt) for attempt in tries]]


def hold(request: PlaceRequest, place_id: object, by: Viewer, at: datetime.datetime) -> Callable[[], object]:
    return lambda: holding.hold_place(request=request, place_id=place_id, by=by, at=at)  # type: ignore[arg-type]


def test_the_last_place_goes_to_exactly_one_of_two(two_workers, us, person_of, shelter_house, places, night, now):
    place = places(shelter_house)[0]
    requests = [
        requesting.request_place(person_id=person_of(name).pk, night=night, needs=(), by=us, at=now)
        for name in ("Testa", "Eksempel")
    ]
    winners = set()
    for _round in range(ROUNDS):
        results = at_once(two_workers, us, [hold(request, place.pk, us, now) for request in requests])
        held = [result for result in results if isinstance(result, Occupancy)]
        refused = [result for result in results if isinstance(result, occupying.PlaceNoLongerFree)]
        assert (len(held), len(refused)) == (1, 1), results
        assert "En anden nåede at få pladsen. Intet er tabt" in str(refused[0])
        assert Occupancy.objects.filter(status="held").count() == 1
        winners.add(held[0].person_id)
        with transaction.atomic():
            holding.cancel_hold(occupancy=held[0], by=us, at=now)
    assert winners <= {request.person_id for request in requests}


def test_one_person_is_not_given_two_places_by_two_colleagues(
    two_workers, us, person_of, shelter_house, places, night, now
):
    first, second = places(shelter_house)
    request = requesting.request_place(person_id=person_of("Testa").pk, night=night, needs=(), by=us, at=now)
    for _round in range(ROUNDS // 5):
        results = at_once(two_workers, us, [hold(request, place.pk, us, now) for place in (first, second)])
        held = [result for result in results if isinstance(result, Occupancy)]
        refused = [result for result in results if isinstance(result, occupying.AlreadyPlaced)]
        assert (len(held), len(refused)) == (1, 1), results
        with transaction.atomic():
            holding.cancel_hold(occupancy=held[0], by=us, at=now)


def test_two_colleagues_asking_for_the_same_person_make_one_request(two_workers, us, person_of, night, now):
    people = [person_of(f"Testa{number}").pk for number in range(10)]
    for person_id in people:

        def ask(person_id: object = person_id) -> object:
            return requesting.request_place(person_id=person_id, night=night, needs=["dog"], by=us, at=now)  # type: ignore[arg-type]

        results = at_once(two_workers, us, [ask, ask])
        assert [type(result) for result in results] == [PlaceRequest, PlaceRequest], results
        assert len({result.pk for result in results if isinstance(result, PlaceRequest)}) == 1


def test_an_arrival_and_a_new_hold_on_a_hold_that_ran_out_do_not_meet_in_one_bed(
    two_workers, us, person_of, shelter_house, places, night, now
):
    place = places(shelter_house)[0]
    late = now + datetime.timedelta(hours=5)
    for number in range(10):
        slow, quick = (
            requesting.request_place(person_id=person_of(f"{name}{number}").pk, night=night, needs=(), by=us, at=now)
            for name in ("Sen", "Hurtig")
        )
        kept = holding.hold_place(request=slow, place_id=place.pk, by=us, at=now)
        arrive = lambda kept=kept: stays.confirm_arrival(occupancy=kept, by=us, at=late)  # noqa: E731
        results = at_once(two_workers, us, [arrive, hold(quick, place.pk, us, late)])
        assert sum(isinstance(result, Occupancy) for result in results) == 1, results
        assert sum(isinstance(result, occupying.PlaceNoLongerFree) for result in results) == 1, results
        Occupancy.objects.filter(place=place).update(status="cancelled", held_until=None)
