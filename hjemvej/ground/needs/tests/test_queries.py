"""Until when does the page say that broken glass lasts, and who is asked for a former citizen?"""

import datetime

import pytest
from django.http import Http404
from django.utils import timezone

from hjemvej.ground.needs import queries
from hjemvej.ground.people.access import open_person
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def testa(now) -> Person:
    return Person.objects.create(given_names="Testa", surname="Prøvesen", created_at=now - HOUR)


def test_only_broken_glass_is_told_to_close(testa, coordinator, leader, viewer_for, our_team):
    now = timezone.now()  # as row security reckons
    karen = viewer_for(coordinator)

    def told():
        with looking_as(karen):
            return open_person(karen, testa.pk, page="staff.person", at=now).glass_until

    with pytest.raises(Http404):  # not known at all
        told()
    need = {"person_id": testa.pk, "organisation": our_team, "from_at": now - HOUR}
    NeedToKnow.objects.create(user=leader, basis="break_glass", reason="Ligger der", until_at=now + 3 * HOUR, **need)
    with pytest.raises(Http404):  # a colleague's
        told()
    NeedToKnow.objects.create(user=coordinator, basis="break_glass", reason="Ligger der", until_at=now + HOUR, **need)
    assert told() == now + HOUR
    guest = NeedToKnow.objects.create(basis="guest", until_at=now + 2 * HOUR, **need)
    assert told() is None, "the organisation's own need ends too, and is no glass"
    guest.delete()
    assert told() == now + HOUR


@pytest.mark.parametrize(("typed", "who"), [("", "coordinator"), ("Testa Prøvesen", "volunteer")])
def test_nobody_is_asked_for_without_words_or_without_the_glass(
    typed, who, request, viewer_for, now, django_assert_num_queries
):
    by = viewer_for(request.getfixturevalue(who))
    with looking_as(by), django_assert_num_queries(0):
        assert queries.former_citizens(typed, viewer=by, on=now.date()) == []
