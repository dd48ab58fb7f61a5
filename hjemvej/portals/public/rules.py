"""Is this sending a robot's or a flood's, and which code does it get? No puzzle, and nobody is just turned away."""

import datetime
import hashlib
import hmac
import ipaddress
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer

from hjemvej.platform.tries.counting import Limit

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"  # no vowels, nothing that looks like something else
CODE_LENGTH = 10
TOO_QUICK = datetime.timedelta(seconds=3)  # nobody reads and answers in three seconds
TOO_OLD = datetime.timedelta(hours=24)
AN_HOUR = datetime.timedelta(hours=1)
SENT_FROM_ONE_NETWORK = Limit("sent on the public page, by a network", 20, AN_HOUR)  # a library shares one address
SENT_AT_ALL = Limit("sent on the public page", 300, AN_HOUR)
CODES_FROM_ONE_NETWORK = Limit("follow-up codes, by a network", 40, AN_HOUR)
EVERYWHERE = "everywhere"
_signer = Signer(salt="hjemvej.portals.public.stamp")


class StampTooQuick(ValueError):
    """Sent faster than anybody reads."""


class StampWorn(ValueError):
    """The form has been open for more than a day, or the stamp is not ours."""


@dataclass(frozen=True)
class Stamp:
    """When the form was opened, and a number of its own."""

    number: str
    made_at: datetime.datetime


def new_stamp(at: datetime.datetime) -> str:
    return _signer.sign(f"{secrets.token_hex(12)}.{int(at.timestamp())}")


def read_stamp(text: str, at: datetime.datetime) -> Stamp:
    try:
        number, moment = _signer.unsign(text).split(".")
        made_at = datetime.datetime.fromtimestamp(int(moment), tz=datetime.UTC)
    except (BadSignature, ValueError, OverflowError, OSError):
        raise StampWorn from None
    if at - made_at > TOO_OLD:
        raise StampWorn
    if at - made_at < TOO_QUICK:
        raise StampTooQuick
    return Stamp(number, made_at)


def code_for(stamp: Stamp, text: str) -> str:
    """The follow-up code of this sending: the same stamp with the same words is the same sending."""
    number = int.from_bytes(_keyed("code", f"{stamp.number}\0{text}"), "big")
    signs = []
    for _n in range(CODE_LENGTH):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs)


def spaced(code: str) -> str:
    """As it is shown: BCDFG 23456."""
    return f"{code[:5]} {code[5:]}"


def as_typed(text: str) -> str:
    """The code as somebody may type it: small letters, spaces and hyphens are forgiven."""
    return "".join(sign for sign in text.upper() if sign in ALPHABET)[: CODE_LENGTH + 1]


def hash_of(code: str) -> str:
    """As a new code is kept."""
    return hashes_of(code)[0] if hashes_of(code) else ""


def hashes_of(code: str) -> list[str]:
    """As this code may be kept: under the secret key of today, or under one it has replaced."""
    if len(code) != CODE_LENGTH:
        return []
    return [_keyed("follow up", code, key).hex() for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def network_of(address: str, on: datetime.date) -> str:
    """The network, not the device: a /24 or /48, hashed with a key of the day."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return _keyed(f"network {on}", "unknown").hex()
    prefix = 24 if found.version == 4 else 48
    network = ipaddress.ip_network((found, prefix), strict=False)
    return _keyed(f"network {on}", str(network)).hex()


def _keyed(purpose: str, text: str, secret: str = "") -> bytes:
    key = hashlib.sha256(f"{purpose}\0{secret or settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, text.encode("utf-8", "replace"), hashlib.sha256).digest()
