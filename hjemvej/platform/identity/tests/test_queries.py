"""Is a user found by their address and link, but not when the account is closed or the link spent?"""

import uuid

import pytest
from django.contrib.auth.tokens import default_token_generator

from hjemvej.platform.identity import queries
from hjemvej.platform.identity.models import User


@pytest.fixture
def closed(support_worker):
    """Make an account that was closed."""
    User.objects.filter(pk=support_worker.pk).update(is_active=False)
    support_worker.refresh_from_db()
    return support_worker


def test_a_user_is_found_by_the_address_however_it_is_cased(coordinator, closed):
    assert queries.user_with_email(coordinator.email.upper()) == coordinator
    assert queries.user_with_email(closed.email) is None
    assert queries.user_with_email("nobody@example.org") is None


def test_a_link_opens_only_the_open_account_that_it_was_made_for(coordinator, leader, closed):
    token = default_token_generator.make_token(coordinator)
    assert queries.user_of_link(str(coordinator.pk), token) == coordinator
    assert queries.user_of_link(str(leader.pk), token) is None
    assert queries.user_of_link(str(uuid.uuid4()), token) is None
    assert queries.user_of_link("nobody", token) is None
    assert queries.user_of_link(str(closed.pk), default_token_generator.make_token(closed)) is None


def test_names_are_returned_for_the_given_users_alone(coordinator, leader):
    assert queries.names_of_users({coordinator.pk, uuid.uuid4()}) == {coordinator.pk: coordinator.name}
