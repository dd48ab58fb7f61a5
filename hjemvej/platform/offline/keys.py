"""Who can read what waits on a phone? This site alone: pages give the public half of a key, the other half stays here.

The private half is made of the secret key, as every secret that lasts some days is (`platform/sealing/ciphers.py`), so
it is in no table and no file of its own, and changes with it: what was sealed before opens with the older secret keys.
"""

import base64
import binascii
import hashlib
import hmac
import json
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

CURVE = ec.SECP256R1()  # in every browser's WebCrypto
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
PURPOSE = b"hjemvej offline 1"
AT_MOST = 200_000  # letters of a sealed entry


class CannotBeOpened(ValueError):
    """It was changed, or sealed with a key that this site no longer has."""


def public_key() -> dict[str, str]:
    """Return the name and the public half of the key in use, for a page to seal with."""
    raw = _public(_private(settings.SECRET_KEY))
    return {"id": _name_of(raw), "key": _text(raw)}


def opened(sealed: str) -> dict[str, Any]:
    """Return what a page sealed; raise CannotBeOpened for anything else."""
    try:
        name, theirs, nonce, body = sealed[:AT_MOST].split(".")
        private = next(key for key in map(_private, _secrets()) if _name_of(_public(key)) == name)
        point = _bytes(theirs)
        shared = private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point))
        key = HKDF(hashes.SHA256(), 32, salt=point + _public(private), info=PURPOSE).derive(shared)
        found = json.loads(AESGCM(key).decrypt(_bytes(nonce), _bytes(body), PURPOSE))
    except (StopIteration, InvalidTag, ValueError, binascii.Error, RecursionError) as problem:
        raise CannotBeOpened(type(problem).__name__) from problem
    if not isinstance(found, dict):
        raise CannotBeOpened("It holds no entry.")
    return found


def draft_keys(user_id: object) -> list[str]:
    """Return the keys by which this user's drafts are sealed on a device: the page has them, the device does not.

    The first seals; the others open what was sealed before the secret key was changed.
    """
    said = f"draft on a device\0{user_id}".encode()
    return [_text(hmac.new(key.encode(), said, hashlib.sha256).digest()) for key in _secrets()]


def _secrets() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


@lru_cache(maxsize=8)
def _private(secret: str) -> ec.EllipticCurvePrivateKey:
    raw = hmac.new(secret.encode(), PURPOSE + b" key", hashlib.sha512).digest()
    return ec.derive_private_key(int.from_bytes(raw) % (ORDER - 1) + 1, CURVE)


def _public(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _name_of(public: bytes) -> str:
    return hashlib.sha256(public).hexdigest()[:12]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
