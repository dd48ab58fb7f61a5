"""Which rows go with a citizen, or with a row that goes? Read from the models, so that a new table is found too."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import CASCADE, PROTECT, Field, Model

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.fields import WhenErased

PERSON_ID = "person_id"
GO_WITH_IT = (CASCADE, PROTECT)
Rows = dict[type[Model], set[Any]]  # the keys of rows, by table
Link = tuple[type[Model], "Field[Any, Any]"]


def rows_that_go(first: Rows, *, viewer: Viewer) -> Rows:
    """Find every row that goes with these: what names one of the citizens, and what belongs to a row that goes."""
    going: Rows = {}
    found = {model: set(keys) for model, keys in first.items() if keys}
    while found:
        further: Rows = {}
        for model, keys in found.items():
            going.setdefault(model, set()).update(keys)
        for model, keys in found.items():
            for child, field in links_to(model):
                if not goes_with(child, field, model):
                    continue
                named = viewer.rows_of(child).filter(**{f"{field.attname}__in": keys}).values_list("pk", flat=True)
                new = set(named) - going.get(child, set())
                if new:
                    further.setdefault(child, set()).update(new)
        found = further
    return going


@cache
def links_to(model: type[Model]) -> list[Link]:
    """List the columns that point to this table; a column `person_id` without a foreign key names a citizen too."""
    links: list[Link] = []
    for child in apps.get_models():
        if not child._meta.managed or not child.__module__.startswith("hjemvej."):
            continue
        for field in child._meta.concrete_fields:
            is_key_less = model is Person and not field.is_relation and field.attname == PERSON_ID
            if field.related_model is model or is_key_less:
                links.append((child, field))
    return links


def goes_with(child: Any, field: Any, parent: type[Model]) -> bool:
    """Does the row go? What names a citizen does, but for the log, which says who no more."""
    if parent is Person:
        return bool(child.data.personal.get(field.name) != WhenErased.UNLINK)
    return field.remote_field.on_delete in GO_WITH_IT and not is_log(child)


def is_log(model: Any) -> bool:
    """Does the log's own rule take these rows? Then erasing blanks them."""
    return bool({WhenErased.BLANK, WhenErased.UNLINK} & set(model.data.personal.values()))


def emptied_links(going: Rows) -> Iterable[tuple[type[Model], "Field[Any, Any]", set[Any]]]:
    """List the columns of rows that stay, which may point to rows that go."""
    for model, keys in going.items():
        for child, field in links_to(model):
            if model is not Person and field.null and not goes_with(child, field, model):
                yield child, field, keys
