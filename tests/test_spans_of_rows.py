"""Do rows, values and SQL agree on which days a row holds?"""

import datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.platform.access.models import Membership, Organisation
from hjemvej.platform.access.roles import Role
from hjemvej.platform.identity.models import User
from hjemvej.platform.spans import queries, rules

MONDAY = datetime.date(2026, 11, 2)
days = st.integers(0, 5).map(lambda number: MONDAY + datetime.timedelta(days=number))


@pytest.fixture
def place(db):
    house = Organisation.objects.create(name="Prøvehuset", kind=Organisation.Kind.SHELTER)
    user = User.objects.create_user("testa@proevekoebing.example", "Testa Prøve")
    return Membership.objects.create(user=user, organisation=house, role=Role.SHELTER_WORKER, from_on=MONDAY)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(day=days, begins=days, nights=st.none() | st.integers(1, 5))
def test_rows_and_values_agree(place, day, begins, nights):
    end = None if nights is None else begins + datetime.timedelta(days=nights)
    table = Membership.objects.filter(pk=place.pk)
    table.update(from_on=begins, last_on=end)
    assert table.filter(queries.lasting_on(day, until="last_on")).exists() == rules.lasts_on(day, begins, end)
    assert table.filter(queries.lasting_through(day)).exists() == rules.lasts_through(day, begins, end)
    assert table.filter(queries.not_over_on(day, until="last_on")).exists() == rules.lasts_on(
        max(day, begins), begins, end
    )
    not_past = table.filter(queries.not_past_last(day))
    assert not_past.exists() == rules.lasts_through(max(day, begins), begins, end)
    with connection.cursor() as cursor:
        lasting = queries.lasting_on_sql("place", "%s", until="last_on")
        sql = f"SELECT count(*) FROM access_membership place WHERE id = %s AND {lasting}"
        cursor.execute(sql, [place.pk, day, day])
        assert bool(cursor.fetchone()[0]) == rules.lasts_on(day, begins, end)
