"""How are sessions kept, so that a reader or writer of the table signs in as nobody? Hashed and sealed.

The browser's key is kept as a hash, which opens nothing. What the session holds is sealed under that hash, so that a
row copied under a key one knows opens nothing either.
"""

import hashlib
import json
from typing import Any

from cryptography.fernet import InvalidToken, MultiFernet
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from hjemvej.platform.sealing.ciphers import cipher

LENGTH = 40  # of Django's column: 160 bits of SHA-256, as many as the key itself has


class SessionStore(db.SessionStore):
    """Django's sessions in the database; its asynchronous half is left as it is, for no page of ours is."""

    def load(self) -> dict[str, Any]:
        row = Session.objects.filter(session_key=hashed(self.session_key), expire_date__gt=timezone.now()).first()
        if row is None:
            self._session_key = None
            return {}
        return opened(row)

    def exists(self, session_key: str) -> bool:
        return super().exists(hashed(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        key = hashed(self._get_or_create_session_key())  # type: ignore[attr-defined]
        sealed = _cipher(key).encrypt(json.dumps(data).encode()).decode()
        return Session(session_key=key, session_data=sealed, expire_date=self.get_expiry_date())

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            super().delete(hashed(key))


def opened(row: Session) -> dict[str, Any]:
    """Return what a session holds; nothing where it was sealed under another key."""
    try:
        held: dict[str, Any] = json.loads(_cipher(row.session_key).decrypt(row.session_data.encode()))
    except InvalidToken:
        return {}
    return held


def hashed(key: str | None) -> str:
    """Return what the table keeps of a browser's key."""
    return hashlib.sha256((key or "").encode()).hexdigest()[:LENGTH]


def _cipher(key: str) -> MultiFernet:
    return cipher(f"session {key}")
