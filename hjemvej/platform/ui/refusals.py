"""Why is an action refused, in words that a user can act on?"""

from typing import ClassVar

from django.contrib.messages import constants


class Refused(Exception):
    """An expected refusal: pages show the message unchanged, beside the form's field that it is about.

    An action raises a subclass named after what could not happen (`PlaceNoLongerFree`). Any other error is a fault
    of ours: it is logged, and no view catches it.
    """

    field: ClassVar[str | None] = None  # set where the class is always about the same field
    level: ClassVar[int] = constants.ERROR  # INFO where a colleague was quicker

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field_name = field or self.field
