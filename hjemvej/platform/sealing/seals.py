"""How is a CPR number or a file kept sealed for good? With keys that rotate, bound to the field it is kept in."""

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12


class UnknownKey(RuntimeError):
    """A value was sealed with a key that settings.CPR_KEYS no longer holds."""


class KeysNotUnderstood(ValueError):
    """The keys are not written as "id:base64, older:base64" with 32 bytes each."""


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


def seal(raw: bytes, field: bytes) -> str:
    """Encrypt what else must not stand in clear, as a file with CPR numbers; bound to the field it is kept in."""
    key_id, key = next(iter(_keys().items()))
    nonce = os.urandom(NONCE)
    return f"{key_id}:{base64.b64encode(nonce + AESGCM(key).encrypt(nonce, raw, field)).decode()}"


def unseal(stored: str, field: bytes) -> bytes:
    key_id, _colon, sealed = stored.partition(":")
    key = _keys().get(key_id)
    if key is None:
        raise UnknownKey(f"No CPR key {key_id!r} in HJEMVEJ_CPR_KEYS.")
    try:
        raw = base64.b64decode(sealed, validate=True)
        return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], field)
    except (InvalidTag, binascii.Error) as problem:
        raise UnknownKey(f"CPR key {key_id!r} does not fit what it should open.") from problem


def is_current(stored: str) -> bool:
    """Is this encrypted with the first key, the one in use now?"""
    return key_id_of(stored) == current_key_id()


def key_id_of(stored: str) -> str:
    return stored.partition(":")[0]


def current_key_id() -> str:
    return next(iter(_keys()))


def _keys() -> dict[str, bytes]:
    return keys_by_id(settings.CPR_KEYS)
