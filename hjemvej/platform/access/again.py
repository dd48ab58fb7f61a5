"""Did another change the same rows at the same moment, so that the page is worth doing again from the start?"""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, OperationalError

TRIES = 5
# PostgreSQL's serialization failure, deadlock, and a row that may be there once and that another wrote in the same
# second: a second try finds that row, and says so in the action's own words.
IN_THE_WAY = {"40001", "40P01", "23505", "23P01"}
T = TypeVar("T")


def do_again(do: Callable[[], T], *, before: Callable[[], object] = tuple) -> T:
    """Do it, in its own transaction; from the start where another was in the way or took away what we had read."""
    for _try in range(TRIES - 1):
        try:
            return do()
        except (OperationalError, IntegrityError, ObjectDoesNotExist) as problem:
            if not was_in_the_way(problem):
                raise
            before()
    return do()


def was_in_the_way(problem: Exception) -> bool:
    if isinstance(problem, ObjectDoesNotExist):  # it was there when the page was opened: it may have moved
        return True
    return getattr(problem.__cause__, "sqlstate", None) in IN_THE_WAY
