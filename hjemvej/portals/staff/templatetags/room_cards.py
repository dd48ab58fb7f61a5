"""How does one room's card reach a page that crosses rooms? As the room's own template with the room's own values."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def room_card(context: Context, name: str, values: dict[str, Any]) -> SafeString:
    """{% room_card "people/_card.html" cards.people %}"""
    with context.push(**values):
        return template.Engine.get_default().get_template(name).render(context)
