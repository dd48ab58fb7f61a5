"""How is a password's hash kept, so that a reader of the table can try no guess at it? Sealed, for its user alone.

Every connection reads the users, for the sign-in does so before a viewer is known. What it reads of a password opens
only with the secret key, which is not in the database; and a hash copied to another user, or written by SQL, opens
nothing.
"""

import uuid

from cryptography.fernet import InvalidToken, MultiFernet
from django.contrib.auth.hashers import is_password_usable

from hjemvej.platform.sealing.ciphers import cipher

SEALED = "gAAAA"  # how everything begins that Fernet seals


def sealed(coded: str, *, of: uuid.UUID) -> str:
    """Seal a hash; the mark of a user without a password holds nothing, and stays as it is."""
    return _cipher(of).encrypt(coded.encode()).decode() if is_password_usable(coded) else coded


def opened(kept: str, *, of: uuid.UUID) -> str:
    """Return the hash that was sealed for this user; nothing where it was not."""
    if not is_password_usable(kept):
        return kept
    try:
        return _cipher(of).decrypt(kept.encode()).decode()
    except InvalidToken:
        return ""


def sealed_anew(kept: str, *, of: uuid.UUID) -> str:
    """Seal it with the secret key in use now; what is no sealed hash opens nothing, and stays so."""
    return _cipher(of).rotate(kept.encode()).decode() if kept.startswith(SEALED) else kept


def _cipher(of: uuid.UUID) -> MultiFernet:
    return cipher(f"password {of}")
