"""Why can an action not be done, in words that a person can act on?"""

from typing import ClassVar

from django.contrib.messages import constants


class Refused(Exception):
    """An expected refusal: the message is shown as it stands, beside the form's field that it is about.

    An action raises one named after what could not happen (`PlaceNoLongerFree`). Anything else that goes wrong is a
    fault of ours, is logged, and is never caught in a view.
    """

    field: ClassVar[str | None] = None  # where the class is always about the same field
    level: ClassVar[int] = constants.ERROR  # INFO where a colleague simply was quicker

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.beside = field or self.field
