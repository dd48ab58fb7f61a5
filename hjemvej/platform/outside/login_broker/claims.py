"""What do we take from an identity provider's claims? As little as can be: never a CPR number, never the whole set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hjemvej.platform.sealing.cpr_numbers import CPR_LIKE

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
    return Claims(
        subject=str(claims.get(subject_claim) or ""),
        email=str(claims.get("email") or "").strip().lower(),
        email_is_verified=trusts_email or claims.get("email_verified") is True,
        assurance=frozenset(str(claims[name]) for name in KEPT if claims.get(name)),
    )


def is_sure_enough(claims: Claims, accepted: Iterable[str]) -> bool:
    """Whether the provider vouches for the person as strongly as we ask; no list means that it decides itself."""
    wanted = frozenset(accepted)
    return not wanted or bool(wanted & claims.assurance)


def subject_is_a_cpr_number(subject: str) -> bool:
    """A provider set up to give the CPR number as the subject: we refuse it rather than store it."""
    return bool(CPR_LIKE.fullmatch(subject.strip()))


def _merged(data: Mapping[str, Any]) -> dict[str, Any]:
    """The signed ID token's word goes before the userinfo answer's."""
    if "id_token" not in data and "userinfo" not in data:
        return dict(data)
    return {**(data.get("userinfo") or {}), **(data.get("id_token") or {})}
