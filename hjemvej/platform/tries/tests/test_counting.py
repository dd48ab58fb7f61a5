"""Does a limit hold: in the same second, when the page rolls back, and for nobody else?"""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from hjemvej.platform.tries import counting
from hjemvej.platform.tries.models import Try

HOUR = datetime.timedelta(hours=1)
LIMIT = counting.Limit("test", 3, HOUR)


@pytest.mark.django_db(transaction=True)
def test_a_try_counts_though_the_page_rolls_back(now):
    with transaction.atomic():
        counting.take_try(LIMIT, "Karen", at=now)
        transaction.set_rollback(True)
    assert Try.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_tries_in_the_same_second_are_no_more_than_one_by_one(now):
    together = threading.Barrier(8)

    def press(_number: int) -> bool:
        together.wait(timeout=30)
        try:
            return counting.take_try(LIMIT, "Karen", at=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(press, range(8))) == 3


@pytest.mark.django_db
def test_a_limit_is_each_ones_own_and_is_over_in_time(now):
    other = counting.Limit("other", 3, HOUR)
    assert [counting.take_try(LIMIT, "Karen", at=now) for _ in range(4)] == [True, True, True, False]
    assert counting.is_used_up(LIMIT, "Karen", at=now)
    assert not counting.is_used_up(LIMIT, "Bo", at=now)
    assert not counting.is_used_up(other, "Karen", at=now)
    assert counting.take_try(LIMIT, "Karen", at=now + HOUR)


@pytest.mark.django_db
def test_yesterdays_tries_are_forgotten(now):
    for at in (now - counting.REMEMBERED - HOUR, now):
        counting.take_try(LIMIT, "Karen", at=at)
    counting.forget_old_tries(at=now)
    assert list(Try.objects.values_list("at", flat=True)) == [now]
