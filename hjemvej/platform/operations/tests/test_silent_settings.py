"""Does `check --deploy` name the settings that would go wrong unnoticed?"""

import pytest

from hjemvej.platform.access.models import Organisation
from hjemvej.platform.operations.silent_settings import entry_team_is_there, privacy_contact_is_given


def warnings(check) -> list[str]:
    return [warning.msg for warning in check()]


@pytest.fixture(autouse=True)
def _bystander(shelter):
    """Make an active team that is not the entry team."""


def test_a_known_entry_team_gives_no_warning(our_team, settings):
    settings.ENTRY_TEAM = our_team.name
    assert warnings(entry_team_is_there) == []


def test_the_warning_of_an_unknown_entry_team_names_the_team_that_receives_instead(our_team, settings):
    settings.ENTRY_TEAM = "Et andet team"
    assert f"inquiries go to “{our_team.name}” instead" in warnings(entry_team_is_there)[0]
    assert entry_team_is_there()[0].hint == f"The active teams: {our_team.name}."


def test_a_team_that_is_closed_receives_nothing(our_team, settings):
    settings.ENTRY_TEAM = our_team.name
    Organisation.objects.filter(pk=our_team.pk).update(is_active=False)
    assert "nobody receives inquiries" in warnings(entry_team_is_there)[0]
    assert entry_team_is_there()[0].hint == "Run manage.py first_administrator."


@pytest.mark.parametrize(("contact", "number"), [("dpo@example.org", 0), ("  ", 1), ("", 1)])
def test_the_privacy_contact_must_be_set(settings, contact, number):
    settings.PRIVACY_CONTACT = contact
    assert len(warnings(privacy_contact_is_given)) == number
