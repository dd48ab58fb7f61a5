"""What do we take from an identity provider's claims? As little as can be: never a CPR number, never the whole set."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from hjemvej.platform.sealing.cpr_numbers import CPR_LIKE, CPR_WITH_A_DATE

KEPT = ("acr", "loa")  # how sure the provider was; nothing about the person


@dataclass(frozen=True)
class Claims:
    """What the sign-in decides on; used at once and not stored."""

    subject: str
    email: str
    email_is_verified: bool
    assurance: frozenset[str]


def kept(data: Mapping[str, Any]) -> dict[str, str]:
    """What is stored beside the account: the level of assurance, in the provider's words."""
    return {name: value for name, value in _merged(data).items() if name in KEPT and isinstance(value, str)}


def read(data: Mapping[str, Any], *, subject_claim: str, trusts_email: bool) -> Claims:
    """The claims a decision needs; `trusts_email` for a provider that only has addresses it has given out itself."""
    claims = _merged(data)
    subject = claims.get(subject_claim)
    return Claims(
        subject=subject if isinstance(subject, str) else "",
        email=str(claims.get("email") or "").strip().lower(),
        email_is_verified=trusts_email or claims.get("email_verified") is True,
        assurance=frozenset(str(claims[name]) for name in KEPT if claims.get(name)),
    )


def is_sure_enough(claims: Claims, accepted: Iterable[str]) -> bool:
    """Whether the provider vouches for the person as strongly as we ask; no list means that it decides itself.

    Each level it tells must be good enough: a high `loa` does not outweigh a low `acr`.
    """
    wanted = frozenset(accepted)
    return not wanted or (bool(claims.assurance) and claims.assurance <= wanted)


def subject_is_a_cpr_number(subject: str) -> bool:
    """A provider set up to give the CPR number as the subject, however it is dressed: we refuse it, not store it."""
    text = unicodedata.normalize("NFKC", unquote(subject)).strip()
    if "cpr" in text.lower() or CPR_LIKE.fullmatch(text):
        return True
    return any(_stands_alone(found, text) for found in CPR_WITH_A_DATE.finditer(text))


def _stands_alone(found: re.Match[str], text: str) -> bool:
    """Ten digits inside a longer code of letters and digits are part of the code."""
    beside = text[max(found.start() - 1, 0) : found.start()] + text[found.end() : found.end() + 1]
    return not any(sign.isalnum() for sign in beside)


def _merged(data: Mapping[str, Any]) -> dict[str, Any]:
    """The signed ID token's word goes before the userinfo answer's."""
    if "id_token" not in data and "userinfo" not in data:
        return dict(data)
    return {**(data.get("userinfo") or {}), **(data.get("id_token") or {})}
