"""Which addresses are there, and what do they ask for?"""

import re

from django.urls import URLPattern, URLResolver


def named_addresses(resolver: URLResolver, space: str = "") -> dict[str, URLPattern]:
    """Every page that says who it is for, by the name of its address."""
    found: dict[str, URLPattern] = {}
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found |= named_addresses(entry, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and hasattr(entry.callback, "audience") and entry.name:
            found[f"{space}{entry.name}"] = entry
    return found


def ids_in(address: URLPattern) -> list[str]:
    """What an address asks for: person_id, and the like."""
    return re.findall(r"<(?:\w+:)?(\w+)>", str(address.pattern))
