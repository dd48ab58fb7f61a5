"""Does the timeline hold the caller's own words, and the way back where two records were merged?"""

import dataclasses
import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.one_entry import actions as one_entry
from hjemvej.efforts.one_entry.queries.happened import happened
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.merging.actions.undoing import undo_merge
from hjemvej.ground.people.merging.queries import merges_of
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import looking_as

WORDS = "Hun sidder i opgangen og ryster af kulde"
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def testa(karen, now):
    return people.create_person(by=karen, at=now - 9 * HOUR, given_names="Testa", surname="Prøve")


def shown(visitor, person):
    return visitor.get(reverse("casework:timeline", args=[person.pk])).content.decode()


def test_the_callers_words_are_on_the_timeline_with_the_clock(testa, karen, now, client_of, coordinator):
    with looking_as(karen):
        for person, words in ((testa.pk, WORDS), (None, "Om en anden")):
            one_entry.record_inquiry(
                by=karen, at=now, channel="phone", asker_kind="neighbour", person_id=person, text=words, about="x"
            )
    page = shown(client_of(coordinator), testa)
    assert f"”{WORDS}”" in page
    assert "Henvendelse: nabo eller forbipasserende" in page
    assert "Om en anden" not in page
    assert page.count(WORDS) == 1


def test_who_takes_no_inquiries_is_told_no_callers_words(testa, karen, now):
    with looking_as(karen):
        one_entry.record_inquiry(
            by=karen, at=now, channel="phone", asker_kind="neighbour", person_id=testa.pk, text=WORDS, about="x"
        )
        assert [one.quote for one in happened(testa.pk, karen, 9, None)] == [WORDS]
        may_not = dataclasses.replace(
            karen, role=Role.VOLUNTEER
        )  # of our own team, so that the rows are theirs to read
        assert list(happened(testa.pk, may_not, 9, None)) == []


def test_a_merge_is_undone_from_where_it_is_seen(testa, karen, now, client_of, coordinator, support_worker):
    other = people.create_person(by=karen, at=now - 8 * HOUR, description="Ukendt kvinde, havnen")
    merge_people(keep=testa, merge=other, by=karen, at=now - HOUR, why="Samme jakke")
    back = reverse("people:undo_merge", args=[testa.pk, other.pk])
    assert back in shown(client_of(coordinator), testa)
    theirs = shown(client_of(support_worker), testa)
    assert "Samme jakke" in theirs, "they see that it was merged"
    assert back not in theirs, "and may not undo it"
    undo_merge(merge=merges_of(testa, viewer=karen)[0], why="To", by=karen, at=now)
    assert back not in shown(client_of(coordinator), testa)
