"""Is a session of no use to whoever reads the table, or copies a row of it?"""

import datetime

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from hjemvej.platform.identity.sessions import SessionStore, hashed, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client_of, coordinator):
    return client_of(coordinator)


@pytest.fixture
def bystander(client_of, leader):
    return client_of(leader)


def key_of(browser):
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def is_signed_in(client, key):
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client.get("/adgang/mig/").status_code == 200


def test_the_table_keeps_neither_the_browsers_key_nor_what_the_session_holds(browser, bystander, coordinator, client):
    rows = list(Session.objects.values_list("session_key", "session_data"))
    assert {hashed(key_of(browser)), hashed(key_of(bystander))} == {key for key, _data in rows}
    assert key_of(browser) not in str(rows)
    assert str(coordinator.pk) not in str(rows)
    assert not is_signed_in(client, hashed(key_of(browser)))
    assert is_signed_in(client, key_of(browser))


def test_a_row_copied_under_a_key_one_knows_opens_nothing(browser, bystander, client):
    row = Session.objects.get(session_key=hashed(key_of(browser)))
    row.session_key = hashed("a-key-that-the-attacker-knows-well")
    row.save(force_insert=True)
    assert opened(row) == {}
    assert not is_signed_in(client, "a-key-that-the-attacker-knows-well")
    Session.objects.filter(session_key=hashed(key_of(bystander))).update(
        session_data=Session.objects.get(session_key=hashed(key_of(browser))).session_data
    )
    assert not is_signed_in(client, key_of(bystander))


def test_a_session_lives_and_ends_as_djangos(browser, bystander):
    session = SessionStore(key_of(browser))
    session["seen"] = "today"
    session.save()
    assert SessionStore(session.session_key)["seen"] == "today"
    assert session.exists(key_of(browser))
    before = key_of(browser)
    session.cycle_key()
    assert not session.exists(before)
    assert SessionStore(before).load() == {}
    Session.objects.filter(session_key=hashed(session.session_key)).update(
        expire_date=timezone.now() - datetime.timedelta(seconds=1)
    )
    assert SessionStore(session.session_key).load() == {}
    session.delete()
    assert not session.exists(session.session_key or "")
    assert SessionStore().load() == {}
    assert [row.session_key for row in Session.objects.all()] == [hashed(key_of(bystander))]
