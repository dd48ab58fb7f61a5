"""Does the database list names as Danes do?"""

import pytest
from django.db.models import TextField, Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.platform.identity.models import User
from hjemvej.platform.ui.alphabet import DanishOrder, danish_order

IN_ORDER = ["Anna", "anna b", "Ben", "Zoe", "Ærø", "Äsch", "Ørn", "Östen", "Aage", "Åse", "AAse"]
letters = st.text("aAbBzZæÆøØåÅäÖéÉüÜ '-", max_size=6)


@pytest.fixture
def bystander(db):
    return User.objects.create_user("testa@proevekoebing.example", "Testa Prøve")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=letters, other=letters)
def test_the_database_lists_as_the_key_does(bystander, name, other):
    row = User.objects.filter(pk=bystander.pk)
    keys = row.values_list(DanishOrder(Value(name, TextField())), DanishOrder(Value(other, TextField()))).get()
    assert keys == (danish_order(name), danish_order(other))


def test_a_list_of_rows_comes_in_danish_order(db):
    for number, name in enumerate(reversed(IN_ORDER)):
        User.objects.create_user(f"nummer{number}@proevekoebing.example", name)
    listed = User.objects.order_by(DanishOrder("name"), "pk").values_list("name", flat=True)
    assert sorted(listed, key=danish_order) == list(listed)
    assert list(listed)[:9] == IN_ORDER[:9]
