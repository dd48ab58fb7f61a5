"""How is something encrypted that only this site may read back? By the secret key, which is not in the database."""

import base64
import binascii
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


class KeysNotUnderstood(ValueError):
    """They are not written as "id:base64, older:base64" with 32 bytes each."""


def keys_by_id(text: str) -> dict[str, bytes]:
    """The keys by their ids, the one in use first."""
    keys: dict[str, bytes] = {}
    for part in text.split(","):
        key_id, _colon, encoded = part.strip().partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            key = b""
        if not key_id or len(key) != 32:
            raise KeysNotUnderstood(f"the key {key_id!r} must be written as id:32 bytes in base64.")
        if key_id in keys:
            raise KeysNotUnderstood(f"two keys are called {key_id!r}.")
        keys[key_id] = key
    return keys


def cipher(purpose: str) -> MultiFernet:
    """Each purpose has its own key; older secret keys still open what they closed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    raw = [hashlib.sha256(f"{purpose}\0{key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in raw])
