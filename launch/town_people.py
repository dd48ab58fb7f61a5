"""Who asks in a benchmark or a picture, and about whom? Sessions of the demo's staff, and the busiest citizens."""

import datetime

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.utils import timezone  # noqa: E402

from hjemvej.ground.casework.models import Note  # noqa: E402
from hjemvej.ground.shelters.rules import night_of  # noqa: E402
from hjemvej.platform.access.models import NeedToKnow  # noqa: E402
from hjemvej.platform.access.viewer import looking_as, system  # noqa: E402
from hjemvej.platform.identity.models import User  # noqa: E402
from hjemvej.platform.identity.sessions import SessionStore  # noqa: E402


def session_of(sign_in: str) -> str:
    """The key of a fresh session, signed in with the second factor behind it."""
    user = User.objects.get(email=f"{sign_in}@proevekoebing.example")
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def busiest_citizens(how_many: int) -> list[str]:
    """Ids of those a team may open with the most notes: the heaviest person pages there are."""
    with transaction.atomic(), looking_as(system("benchmark")):
        known = NeedToKnow.objects.filter(basis=NeedToKnow.Basis.CASE, until_at=None).values("person_id")
        rows = (
            Note.objects.filter(person_id__in=known)
            .values("person_id")
            .annotate(notes=Count("id"))
            .order_by("-notes", "person_id")
        )
        return [str(row["person_id"]) for row in rows[:how_many]]


def ask_some(sql: str, how_many: int) -> list[str]:
    """The first values of a query's first column, as the system."""
    with transaction.atomic(), looking_as(system("benchmark")), connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT %s", [how_many])
        return [str(row[0]) for row in cursor.fetchall()]


def yesterday() -> datetime.date:
    """The night before the one to come."""
    return night_of(timezone.now()) - datetime.timedelta(days=1)
