"""Is a home's address chosen as the national register writes it, and does nothing break where it is silent?"""

import uuid

import pytest
from django.urls import reverse

from hjemvej.ground.homes import actions
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event
from tests.address_register import HIT, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(settings):
    with running() as one:
        settings.ADDRESS_REGISTER = one.url
        one.answers({"status": "ok", "fund": [HIT]})
        yield one


def test_the_address_and_its_number_are_kept_together(
    register, housing_association, home_of, client_of, coordinator, karen, now
):
    home, other = home_of(housing_association), home_of(housing_association, "Bivej 2")
    page, address = client_of(coordinator), reverse("homes:choose_address", args=[home.pk])
    assert address in page.get(reverse("homes:dwelling", args=[home.pk])).content.decode()
    assert HIT["titel"] in page.get(address).content.decode()
    assert page.post(address, {"q": "Bivej"}).status_code == 200
    assert "tekst=Bivej" in register.asked
    assert page.post(address, {"q": "Bivej", "dar_id": HIT["id"], "address": "Falsk 1"}).status_code == 302
    home.refresh_from_db()
    other.refresh_from_db()
    assert (str(home.dar_id), home.address) == (HIT["id"], HIT["titel"])
    assert (other.dar_id, other.address) == (None, "Bivej 2")
    assert Event.objects.filter(name="homes.dwelling_changed").count() == 1
    taken = page.post(reverse("homes:choose_address", args=[other.pk]), {"dar_id": HIT["id"]})
    assert taken.status_code == 422
    other.refresh_from_db()
    assert other.dar_id is None
    posted = page.post(address, {"dar_id": str(uuid.uuid4()), "address": "Falsk 1"})
    assert (posted.status_code, "Registret viser ikke den adresse" in posted.content.decode()) == (422, True)
    with looking_as(karen):
        changed = actions.change_dwelling(
            dwelling_id=home.pk, facts={"address": HIT["titel"], "rooms": 2}, by=karen, at=now
        )
        assert str(changed.dar_id) == HIT["id"]
        changed = actions.change_dwelling(dwelling_id=home.pk, facts={"address": "Nyvej 3"}, by=karen, at=now)
    assert changed.dar_id is None


def test_a_silent_register_is_said_and_changes_nothing(register, housing_association, home_of, client_of, coordinator):
    register.answers(b"", 503)
    answer = client_of(coordinator).get(reverse("homes:choose_address", args=[home_of(housing_association).pk]))
    assert (answer.status_code, "svarer ikke" in answer.content.decode()) == (200, True)


def test_without_a_register_there_is_no_such_page(housing_association, home_of, client_of, coordinator):
    home, page = home_of(housing_association), client_of(coordinator)
    assert page.get(reverse("homes:choose_address", args=[home.pk])).status_code == 404
    assert "registret" not in page.get(reverse("homes:dwelling", args=[home.pk])).content.decode()
