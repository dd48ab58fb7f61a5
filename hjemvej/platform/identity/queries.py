"""Which user has this address or link, and what are users called?"""

import uuid
from collections.abc import Iterable

from django.contrib.auth.tokens import default_token_generator

from .models import User


def names_of_users(ids: Iterable[uuid.UUID | None]) -> dict[uuid.UUID | None, str]:
    """The names behind user ids, for logs and lists; what the house did itself has no user."""
    return dict(User.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def user_with_email(email: str) -> User | None:
    """The one account with this address, however it is cased."""
    return User.objects.filter(email__iexact=email, is_active=True).first()


def user_of_link(code: str, token: str) -> User | None:
    """Whose password may be chosen with this link, if it is still good."""
    try:
        found = User.objects.filter(pk=uuid.UUID(code), is_active=True).first()
    except ValueError:
        return None
    return found if found and default_token_generator.check_token(found, token) else None
