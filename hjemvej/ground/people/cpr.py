"""How is a CPR number read, kept and shown? Encrypted with a key outside the database, found by a keyed hash.

A number that fails modulus 11 is valid (given out since 2007), and so is a replacement number (day + 60) of somebody
without CPR. A number with an impossible date is not. Numbers never stand in addresses, logs or job arguments.
"""

import datetime
import hashlib
import hmac
import re

from django.conf import settings
from django.utils.translation import gettext as _

from hjemvej.platform.sealing.cpr_numbers import in_our_digits, squeeze
from hjemvej.platform.sealing.seals import seal, unseal

FIELD = b"people.person.cpr"  # bound to the ciphertext: it can't be moved to another field
REPLACEMENT_DAY = 60  # is added to the day
LOST_ITS_ZERO = re.compile(r"(?<!\d)\d{9}(?!\d)|(?<!\d)\d{5}\D+\d{4}(?!\d)")  # not of 101265-123, which lost its end


class ImpossibleCpr(ValueError):
    """What was typed can't be a CPR number; the message says why, without the number."""


def parse(text: str, on: datetime.date | None = None) -> str:
    """The ten digits of what was typed; a leading zero lost in a spreadsheet is put back. Nobody is born after `on`."""
    squeezed = squeeze(text)
    if not squeezed.isascii() or not squeezed.isdigit():
        raise ImpossibleCpr(_("Et CPR-nummer består af ti cifre, fx 010203-1234."))
    if len(squeezed) == 9 and LOST_ITS_ZERO.search(in_our_digits(text)):
        squeezed = f"0{squeezed}"
    if len(squeezed) != 10:
        raise ImpossibleCpr(_("Et CPR-nummer har ti cifre. Her er der %(count)d.") % {"count": len(squeezed)})
    born = born_on(squeezed)
    if born.year < 1900:
        words = _("Efter nummeret er borgeren født i %(year)d. Er to cifre byttet om?")
        raise ImpossibleCpr(words % {"year": born.year})
    if on and born > on:
        raise ImpossibleCpr(_("Fødselsdagen i nummeret ligger i fremtiden. Er to cifre byttet om?"))
    return squeezed


def born_on(digits: str) -> datetime.date:
    """The birth date in a number; the seventh digit tells the century (CPR-kontoret)."""
    day, month, year, seventh = int(digits[:2]) % REPLACEMENT_DAY, int(digits[2:4]), int(digits[4:6]), int(digits[6])
    try:
        return datetime.date(_century(year, seventh) + year, month, day)
    except ValueError:
        raise ImpossibleCpr(_("De første seks cifre er ikke en dato. Er to cifre byttet om?")) from None


def _century(year: int, seventh: int) -> int:
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def mask(digits: str) -> str:
    """The number as it stands on screen until somebody asks for it."""
    return f"{digits[:6]}-••••"


def write_out(digits: str) -> str:
    """The number as people write it."""
    return f"{digits[:6]}-{digits[6:]}"


def lookup(digits: str) -> str:
    """A keyed hash by which the same number is found again, and which tells nothing without the key."""
    return hmac.new(settings.CPR_LOOKUP_KEY.encode(), digits.encode(), hashlib.sha256).hexdigest()


def encrypt(digits: str) -> str:
    """AES-256-GCM with the first key, as `key id:base64`."""
    return seal(digits.encode(), FIELD)


def decrypt(stored: str) -> str:
    """The ten digits again, with whichever of the keys they were encrypted."""
    return unseal(stored, FIELD).decode()
