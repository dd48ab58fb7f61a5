"""Who asks in a benchmark or a picture, and about whom? Sessions of the demo's staff, and the busiest citizens."""

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402

from hjemvej.ground.casework.models import Note  # noqa: E402
from hjemvej.platform.access.models import User  # noqa: E402
from hjemvej.platform.access.viewer import looking_as, system  # noqa: E402


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
    """Ids of those with the most notes: the heaviest person pages there are."""
    with transaction.atomic(), looking_as(system("benchmark")):
        rows = Note.objects.values("person_id").annotate(notes=Count("id")).order_by("-notes", "person_id")
        return [str(row["person_id"]) for row in rows[:how_many]]


def ask_one(sql: str) -> str:
    """One value from the database, as the system."""
    with transaction.atomic(), looking_as(system("benchmark")), connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
        return str(row[0]) if row else ""
