"""Does the public page tell what may be received, by which rule, how often and how long, from the rows themselves?"""

import datetime

import pytest
from django.utils import timezone

from conftest import as_owner
from hjemvej.efforts.prevention.models import SignalKind, SignalTrace
from hjemvej.ground.law.models import Provision

pytestmark = pytest.mark.django_db
PAGE = "/hjaelp/det-vi-faar-at-vide/"
MONDAY = datetime.timedelta(days=1)


def words(client, address=PAGE):
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def section(text, key):
    return text[text.index(f'<details class="told" id="{key}">') :].split("</details>")[0]


@pytest.fixture
def counted(our_team):
    """Give `counted("release", 4, 2025)`: so many signals of a kind, of weeks that began in a year."""

    def count(key, number, year):
        first = datetime.date(year, 1, 1) + (-datetime.date(year, 1, 1).weekday() % 7) * MONDAY
        SignalTrace.objects.bulk_create(
            SignalTrace(
                organisation=our_team, received_week=first, kind_key=key, sender_kind="prison", channel="portal"
            )
            for _n in range(number)
        )

    return count


@pytest.mark.parametrize("language", ["", "en/", "pl/", "ro/", "ar/"])
def test_every_kind_stands_there_in_every_language(client, language):
    text = words(client, f"/hjaelp/{language}det-vi-faar-at-vide/")
    for kind in SignalKind.objects.filter(valid_to=None):
        told = section(text, kind.key)
        assert kind.title in told
        assert kind.paragraph in told


def test_whom_it_needs_a_yes_from_and_what_nobody_has_read_is_said(client):
    text = words(client)
    assert "Kun når den, det handler om, har sagt ja." in section(text, "landlord_concern")
    assert "Kun når" not in section(text, "eviction_notice")
    assert "Vi har ikke selv læst reglens ord i kilden endnu." in section(text, "eviction_notice")


def test_a_kind_that_may_not_be_received_any_more_is_gone_from_the_page(client):
    with as_owner():
        SignalKind.objects.filter(key="break_up").update(valid_to=timezone.localdate())
    text = words(client)
    assert "Samlivsbrud" not in text
    assert "Opsagt lejemål" in text


def test_last_years_number_is_told_and_a_small_one_is_not(client, counted):
    year = timezone.localdate().year
    counted("release", 4, year - 1)
    counted("discharge", 5, year - 1)
    counted("eviction_notice", 9, year)
    text = words(client)
    assert "færre end 5" in section(text, "release")
    assert f"Hvor mange gange i {year - 1}?</dt><dd>5</dd>" in section(text, "discharge")
    assert f"Hvor mange gange i {year - 1}?</dt><dd>0</dd>" in section(text, "eviction_notice")


def test_how_long_it_is_kept_is_what_the_eraser_goes_by(client):
    assert "90 dage" in section(words(client), "own_word")
    with as_owner():
        Provision.objects.filter(key="keep_signal_nowhere").update(value=33)
    assert "33 dage" in section(words(client), "own_word")
