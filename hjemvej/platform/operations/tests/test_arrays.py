"""Are arrays written as psycopg writes them, ids or not?"""

import uuid
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg.types.array import ListDumper

from hjemvej.platform.operations.arrays import ArrayDumper

pytestmark = pytest.mark.django_db
ONE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2**127 + 11)


@pytest.mark.parametrize("value", [[ONE], [ONE, OTHER], [ONE, None], [[ONE], [OTHER]], [1, 2]])
def test_an_array_comes_back_as_it_was(value: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s", [value])
        (found,) = cursor.fetchone()
    assert found == value


@pytest.mark.parametrize("value", [[], [ONE, OTHER], [ONE, None], [None], ["a,b", "{", "null"]])
def test_it_is_written_as_psycopg_writes_it(value: list[Any]) -> None:
    ours, theirs = (kind(list).upgrade(value, psycopg.adapt.PyFormat.TEXT) for kind in (ArrayDumper, ListDumper))
    assert ours.dump(value) == theirs.dump(value)
    assert ours.oid == theirs.oid
