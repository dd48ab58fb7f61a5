"""How is a person called wherever they are shown? Masked from the start when they are protected."""

import uuid
from typing import Self

from django.utils.translation import gettext as _


class ShownName(str):
    """Text that may stand in any list, heading, message or file. It does not hold what it hides.

    `access.reveal_protected` says a protected name to a viewer who may hear it, and logs that.
    """

    is_masked: bool
    with_code: str  # a masked name tells one protected person from another by four letters of their id

    def __new__(cls, full_name: str, *, person_id: uuid.UUID, is_protected: bool) -> Self:
        shown = super().__new__(cls, _("Beskyttet borger") if is_protected else full_name)
        shown.is_masked = is_protected
        shown.with_code = f"{shown} {str(person_id)[:4].upper()}" if is_protected else full_name
        return shown

    def __deepcopy__(self, _memo: object) -> Self:
        """A value is its own copy: there is nothing in it to change."""
        return self
