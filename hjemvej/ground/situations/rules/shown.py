"""What does the person page's first line say of where the person sleeps?"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from hjemvej.platform.rooms import Answer
from hjemvej.platform.ui.when import short_date

from .stays import Kind


def answers(shown: Mapping[str, Any]) -> list[Answer]:
    """Where no place tonight is known: where the person sleeps, and since when."""
    now = shown["situation"]
    if now is None:
        return [Answer("tonight", _("Vi ved ikke, hvor borgeren sover."))]
    where = now.house.name if now.house and not shown["hides_places"] else now.get_kind_display()
    said = _("%(where)s siden %(day)s") % {"where": where, "day": short_date(now.from_on)}
    return [Answer("tonight", said.rstrip(".") + ".", is_late=now.kind == Kind.STREET)]  # "3. nov." has its own
