"""Invented citizens of our team, for the tests of the door and the log."""

import datetime
import uuid

import pytest
from django.db import connection

from hjemvej.platform.access.models import NeedToKnow

AT = datetime.datetime(2026, 11, 20, 8, 0, tzinfo=datetime.UTC)


def citizen(name: str) -> uuid.UUID:
    """By SQL: this room stands below the one that keeps people."""
    person_id = uuid.uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_person (id, given_names, surname, description, sex, born_year_is_guess, cpr_encrypted,"
            " protection, has_no_permanent_stay, citizenship, language, needs_interpreter, accessibility_needs,"
            " animals, channel_of_service, search_text, created_at) VALUES"
            " (%s, %s, 'Prøve', '', 'unknown', false, '', 'none', false, '', '', false, '', '', 'unknown', '', %s)",
            [person_id, name, AT],
        )
    return person_id


@pytest.fixture
def ours(our_team):
    """A citizen whose case is our team's."""
    person_id = citizen("Erik")
    NeedToKnow.objects.create(person_id=person_id, organisation=our_team, basis="case", from_at=AT)
    return person_id


@pytest.fixture
def guest(ours, shelter):
    """The same citizen, who is a guest of the shelter too."""
    NeedToKnow.objects.create(person_id=ours, organisation=shelter, basis="guest", from_at=AT)
    return ours
