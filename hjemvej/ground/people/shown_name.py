"""Which name does a page show of a person? Masked from the start when the person is protected."""

import uuid
from typing import Self

from django.utils.translation import gettext as _

from hjemvej.platform.audit.names_shown import note_name


class ShownName(str):
    """A name for any list, heading, message or file. It does not hold what it hides.

    As it becomes text – in a template, a message or a file – it notes its person, and the log of the page holds whom
    it showed; also of a masked name, whose row was there to see.
    `access.reveal_protected` shows a protected name to a viewer with the permission, and logs the look.
    """

    is_masked: bool
    person_id: uuid.UUID

    def __new__(cls, full_name: str, *, person_id: uuid.UUID, is_protected: bool) -> Self:
        return cls._of(_("Beskyttet borger") if is_protected else full_name, person_id, is_masked=is_protected)

    @classmethod
    def _of(cls, text: str, person_id: uuid.UUID, *, is_masked: bool) -> Self:
        shown = super().__new__(cls, text)
        shown.is_masked, shown.person_id = is_masked, person_id
        return shown

    @property
    def with_code(self) -> Self:
        """The name, if masked with four letters of the id, which tell protected people apart."""
        if not self.is_masked:
            return self
        code = str(self.person_id)[:4].upper()
        return self._of(f"{super().__str__()} {code}", self.person_id, is_masked=True)

    def __str__(self) -> str:
        note_name(self.person_id)
        return super().__str__()

    def __format__(self, how: str) -> str:
        return format(str(self), how)

    def __add__(self, other: str) -> str:
        return str(self) + other

    def __radd__(self, other: str) -> str:
        return other + str(self)

    def __deepcopy__(self, _memo: object) -> Self:
        """Return the name itself: an unchangeable value needs no copy."""
        return self
