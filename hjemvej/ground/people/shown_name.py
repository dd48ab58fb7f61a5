"""Which name does a page show of a person? Masked from the start when the person is protected."""

import uuid
from typing import Self

from django.utils.translation import gettext as _


class ShownName(str):
    """A name for any list, heading, message or file. It does not hold what it hides.

    `access.reveal_protected` shows a protected name to a viewer with the permission, and logs the look.
    """

    is_masked: bool
    with_code: str  # a masked name with four letters of the id, which tell protected people apart

    def __new__(cls, full_name: str, *, person_id: uuid.UUID, is_protected: bool) -> Self:
        shown = super().__new__(cls, _("Beskyttet borger") if is_protected else full_name)
        shown.is_masked = is_protected
        shown.with_code = f"{shown} {str(person_id)[:4].upper()}" if is_protected else full_name
        return shown

    def __deepcopy__(self, _memo: object) -> Self:
        """Return the name itself: an unchangeable value needs no copy."""
        return self
