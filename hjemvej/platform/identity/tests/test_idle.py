"""Is one signed out when away too long, without losing what was being written?"""

import datetime
import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.urls import reverse

from hjemvej.platform.identity import idle
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.ciphers import cipher
from hjemvej.platform.sealing.cpr_numbers import cover_cpr

TEXT = "Erik Prøve ringede, mens jeg var væk, om sin hund 010170-0001"


@pytest.fixture
def left_alone(client, coordinator, settings):
    """A coordinator who signed in, saw a page, and went to a long meeting."""
    cache.clear()
    client.post(reverse("account_login"), {"login": coordinator.email, "password": "hjemvej"})
    client.get(reverse("access:own_page"))
    session = client.session
    hour_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=1)
    session[idle.LAST_SEEN] = session[idle.SIGNED_IN] = hour_ago.isoformat()
    session.save()
    return client


def sign_in_again(client, user: User, where: str):
    where = where.split("next=")[1]
    return client.post(f"{reverse('account_login')}?next={where}", {"login": user.email, "password": "hjemvej"})


def test_one_who_was_away_too_long_must_sign_in_again(left_alone):
    assert left_alone.get(reverse("access:own_page")).status_code == 302


def test_one_who_is_busy_stays_but_not_longer_than_a_working_day(client, coordinator):
    client.force_login(coordinator)
    session = client.session
    now = datetime.datetime.now(datetime.UTC)
    session[idle.LAST_SEEN] = now.isoformat()
    session[idle.SIGNED_IN] = (now - datetime.timedelta(hours=11)).isoformat()
    session.save()
    assert client.get(reverse("access:own_page")).status_code == 302


@pytest.mark.parametrize("limit", ["IDLE_AFTER", "OVER_AFTER"])
def test_a_user_is_signed_out_after_the_limit_and_not_exactly_at_it(client, coordinator, settings, limit):
    client.force_login(coordinator)
    now = datetime.datetime(2026, 11, 20, 13, 30, tzinfo=datetime.UTC)
    moments = {idle.LAST_SEEN: now, idle.SIGNED_IN: now}
    moments[idle.LAST_SEEN if limit == "IDLE_AFTER" else idle.SIGNED_IN] -= getattr(settings, limit)
    request = HttpRequest()
    request.session, request.user = client.session, coordinator
    request.session.update({name: moment.isoformat() for name, moment in moments.items()})
    idle.end_if_idle(request, at=now)
    assert request.user == coordinator
    assert idle.SIGNED_OUT not in request.session
    moments = {name: moment - datetime.timedelta(seconds=1) for name, moment in moments.items()}
    request.session.update({name: moment.isoformat() for name, moment in moments.items()})
    idle.end_if_idle(request, at=now)
    assert request.session[idle.SIGNED_OUT] == str(coordinator.pk)


def test_only_what_the_session_knew_and_the_page_does_not_send_again_is_kept(left_alone):
    """Neither a form without a field nor a form too long for a session is kept."""
    own_page = reverse("access:own_page")
    left_alone.get(own_page)
    for sent, headers in (
        ({"name": TEXT}, {"X-Sent-By-Page": "1"}),
        ({}, {}),
        ({"name": "x" * idle.KEPT_AT_MOST}, {}),
    ):
        left_alone.post(own_page, sent, headers=headers)
        assert idle.KEPT not in left_alone.session, (sent, headers)
    stranger = left_alone.__class__()
    stranger.post(own_page, {"name": TEXT})
    assert idle.KEPT not in stranger.session


def test_a_form_that_just_fits_is_kept(left_alone, monkeypatch):
    own_page = reverse("access:own_page")
    left_alone.get(own_page)
    left_alone.post(own_page, {"name": TEXT})
    letters = len(cipher("kept-form").decrypt(left_alone.session[idle.KEPT].encode()).decode())
    for room, is_kept in ((letters, True), (letters - 1, False)):
        session = left_alone.session
        session.pop(idle.KEPT, None)
        session.save()
        monkeypatch.setattr(idle, "KEPT_AT_MOST", room)
        left_alone.post(own_page, {"name": TEXT})
        assert (idle.KEPT in left_alone.session) is is_kept


@pytest.mark.parametrize(("after", "is_noted"), [(idle.NOTED_EVERY, False), (idle.NOTED_EVERY * 1.01, True)])
def test_a_visit_is_noted_once_a_minute(client, coordinator, after, is_noted):
    client.force_login(coordinator)
    now = datetime.datetime(2026, 11, 20, 13, 30, tzinfo=datetime.UTC)
    request = HttpRequest()
    request.session, request.user = client.session, coordinator
    for at in (now, now + after):
        idle.end_if_idle(request, at=at)
    assert request.session[idle.LAST_SEEN] == (now + after if is_noted else now).isoformat()
    assert request.session[idle.SIGNED_IN] == now.isoformat()


def test_a_page_that_refreshes_by_itself_keeps_nobody_signed_in(client, coordinator):
    client.force_login(coordinator)
    client.get(reverse("access:own_page"))
    session = client.session
    ten_ago = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=10)).isoformat()
    session[idle.LAST_SEEN] = ten_ago
    session.save()
    client.get(reverse("access:own_page"), headers={"X-Background": "1"})
    assert client.session[idle.LAST_SEEN] == ten_ago
    client.get(reverse("access:own_page"))
    assert client.session[idle.LAST_SEEN] > ten_ago


def test_what_was_sent_too_late_waits_and_is_saved_after_signing_in(left_alone, coordinator):
    late = left_alone.post(reverse("access:own_page"), {"name": TEXT, "phone": "12 34 56 78"})
    assert late.status_code == 302
    assert "Det, du skrev, er gemt" in left_alone.get(late.url).content.decode()
    back = sign_in_again(left_alone, coordinator, late.url)
    assert back.url == reverse("access:go_on")
    page = left_alone.get(back.url).content.decode()
    assert TEXT in page
    fields = dict(re.findall(r'<textarea name="(\w+)"[^>]*>\n([^<]*)</textarea>', page))
    sent = left_alone.post(reverse("access:send_kept"), fields)
    assert (sent.status_code, sent["Location"]) == (307, reverse("access:own_page"))
    left_alone.post(sent["Location"], fields)
    coordinator.refresh_from_db()
    assert coordinator.name == cover_cpr(TEXT)  # a name holds no CPR number; what waited for the sign-in still did
    assert left_alone.get(reverse("access:go_on")).url == "/"


def test_a_file_that_was_sent_too_late_must_be_chosen_again_and_both_pages_say_so(left_alone, coordinator):
    file = SimpleUploadedFile("liste.csv", b"Navn\nTesta\n")
    late = left_alone.post(reverse("spreadsheets:imports"), {"file": file})
    back = sign_in_again(left_alone, coordinator, late.url)
    page = left_alone.get(back.url).content.decode()
    assert "En fil kan ikke gemmes, mens man er logget ud: liste.csv." in page
    sent = left_alone.post(reverse("access:send_kept"))
    redrawn = left_alone.post(sent["Location"], {"csrfmiddlewaretoken": "as every form has one"})
    assert redrawn.status_code == 422
    assert "Vælg filen ”liste.csv” igen." in redrawn.content.decode()


def test_without_a_kept_form_nothing_is_sent_again(client_of, coordinator):
    assert client_of(coordinator).post(reverse("access:send_kept")).url == "/"


def test_the_last_visit_of_a_stranger_is_not_noted(client):
    client.get(reverse("account_login"))
    assert idle.LAST_SEEN not in client.session


def test_what_waits_is_encrypted_where_it_lies(left_alone):
    left_alone.post(reverse("access:own_page"), {"name": TEXT, "phone": ""})
    assert "Erik" not in str(dict(left_alone.session.items()))
    assert "0001" not in str(dict(left_alone.session.items()))


def test_another_who_signs_in_at_the_same_desk_does_not_see_it(left_alone, leader):
    late = left_alone.post(reverse("access:own_page"), {"name": TEXT, "phone": ""})
    sign_in_again(left_alone, leader, late.url)
    page = left_alone.get(reverse("access:go_on"))
    assert page.status_code == 302
    assert idle.KEPT not in left_alone.session


def test_passwords_are_never_kept(left_alone, rf):
    typed = {"oldpassword": "x y", "password1": "tre tilfældige ord", "password2": "tre tilfældige ord"}
    left_alone.post(reverse("account_change_password"), typed)
    assert idle.KEPT not in left_alone.session


def test_a_script_is_told_where_to_sign_in_instead_of_being_sent_there(left_alone):
    answer = left_alone.post(
        reverse("access:own_page"),
        {"name": TEXT},
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/adgang/mig/"},
    )
    assert answer.status_code == 401
    assert answer["X-Sign-In"].startswith(reverse("account_login"))
    assert "adgang%2Fmig" in answer["X-Sign-In"]
