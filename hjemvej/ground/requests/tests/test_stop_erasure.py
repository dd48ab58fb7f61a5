"""Can a worker who promised an erasure by mistake stop it before it is done, with a reason, and is the citizen told?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.ground.casework.models import Task
from hjemvej.ground.people.models import Person
from hjemvej.ground.requests import actions, queries
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
TODAY, DAY = datetime.date(2026, 11, 20), datetime.timedelta(days=1)


@pytest.fixture
def act(karen, now):
    """Give `act(action, request, ...)`: do it as Karen."""

    def do(action, request, **more):
        with looking_as(karen):
            return action(request=request, by=karen, at=now, **more)

    return do


@pytest.fixture
def granted(karen, testa, act, now, settings, tmp_path):
    """Give `granted(kind)`: a request of Testa's to which we said yes."""
    settings.ARCHIVE_DIR, settings.ERASED_FILE = str(tmp_path / "archive"), str(tmp_path / "erased")

    def grant(kind="erase"):
        with looking_as(karen):
            found = actions.receive_request(
                person_id=testa.pk, kind=kind, words="Slet det", how="spoken", received_on=TODAY, by=karen, at=now
            )
        return act(actions.answer_request, found, outcome="granted", answer="Ja.", reached_by="handed_over")

    return grant


def test_a_promise_that_was_a_mistake_is_stopped_with_a_reason(page, act, granted, testa, karen, now):
    found, insight = granted(), granted("insight")
    where = reverse("requests:stop_erasure", args=[found.pk])
    assert where in page.get(reverse("requests:request", args=[found.pk])).content.decode()
    assert page.post(where, {"because": " "}).status_code == 422
    assert page.post(where, {"because": "Det var en anden borger."}).status_code == 302
    found.refresh_from_db()
    assert (found.stopped_because, found.stopped_by_id) == ("Det var en anden borger.", karen.user_id)
    event = Event.objects.get(name="requests.erasure_stopped")
    assert (event.person_id, event.why, event.user_id) == (testa.pk, "Det var en anden borger.", karen.user_id)
    assert Task.objects.get(person=testa, done_at=None).assigned_to_id == karen.user_id
    shown = page.get(reverse("requests:request", args=[found.pk])).content.decode()
    assert "Sletningen er stoppet" in shown
    assert where not in shown
    letter = page.get(reverse("requests:letter", args=[found.pk])).content.decode()
    assert "Vi sletter det" not in letter
    assert "Det var en fejl" in letter
    Task.objects.filter(person=testa).update(done_at=now)
    assert actions.keep_promises(by=system("test"), at=now + 90 * DAY) == 0
    assert Person.objects.filter(pk=testa.pk).exists()
    for one in (found, insight):
        with pytest.raises(actions.NothingToStop):
            act(actions.stop_erasure, one, because="Igen")


def test_a_promise_stopped_in_the_same_second_is_not_kept(act, granted, testa, now, monkeypatch):
    found = granted()
    promised = queries.promised

    def stopped_just_after(*args, **named):
        people = promised(*args, **named)
        act(actions.stop_erasure, found, because="Det var en anden borger.")
        Task.objects.filter(person=testa).update(done_at=now)
        return people

    monkeypatch.setattr(queries, "promised", stopped_just_after)
    assert actions.keep_promises(by=system("test"), at=now + 90 * DAY) == 0
    assert Person.objects.filter(pk=testa.pk).exists()
