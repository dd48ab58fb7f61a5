"""Do the pages say what waits, in the order of days left and law, to the team that has it and nobody else?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.prevention import actions
from hjemvej.platform.audit.models import Look

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def words_on(page, name, *ids):
    answer = page.get(reverse(f"prevention:{name}", args=ids))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_list_says_what_will_come(page):
    assert "Ingen signaler venter." in words_on(page, "signals")


def test_what_is_due_first_stands_first_whenever_it_was_typed_in(page, typed, now):
    typed(name="Anden Prøve", received_at=now - DAY, children="yes", address="a")
    typed(name="Tredje Prøve", received_at=now, address="b")
    typed(name="Første Prøve", received_at=now - 2 * DAY, children="yes", address="c")
    words = words_on(page, "signals")
    assert [words.index(name) for name in ("Første", "Anden", "Tredje")] == sorted(
        words.index(name) for name in ("Første", "Anden", "Tredje")
    )
    assert "2 dage for sent" in words


def test_a_look_at_a_signal_of_somebody_is_logged(page, typed, act, testa):
    signal = act(actions.settle_person, signal=typed(), person_id=testa.pk)
    assert "Testa Prøvesen" in words_on(page, "signal", signal.pk)
    assert Look.objects.get(person_id=testa.pk).page == "prevention.signal"


def test_another_team_and_the_sender_itself_get_404(send, client_of, colleague_in_other_team, landlord):
    signal = send()
    for stranger in (colleague_in_other_team, landlord):
        address = reverse("prevention:signal", args=[signal.pk])
        assert client_of(stranger).get(address).status_code in (403, 404)
