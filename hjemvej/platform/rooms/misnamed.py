"""Which names in a room lead nowhere? A sentence for each: what is wrong with it, and where it is written."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from .brought import Room
from .lists import Fact
from .missing import PERSON_ID, file_of
from .rows import DraftForm

TASK_ID = "task_id"
Pages = Mapping[str, Collection[str]]  # each page's URL name, and the ids in its address


def misnamed(rooms: Sequence[Room], *, pages: Pages, spaces: Collection[str], looks: Collection[str]) -> list[str]:
    """List all names in these rooms that no page, app label, template or column has."""
    return [
        *unlabelled(rooms, spaces),
        *(sentence for room in rooms for sentence in _lost_addresses(room, pages)),
        *(sentence for room in rooms for sentence in _lost_templates(room)),
        *(sentence for room in rooms for sentence in _lost_columns(room)),
        *(sentence for room in rooms for sentence in _lost_words(room, pages, looks)),
        *unknown_looks(rooms, pages, looks),
    ]


def unlabelled(rooms: Sequence[Room], spaces: Collection[str]) -> list[str]:
    """List rooms whose name is neither an app's label nor (for a portal) the first word of addresses."""
    return [
        f"A ROOM in config/rooms.py has the name {room.name}, and no app has that label: `name` in its room.py must be"
        " the `label` in the apps.py beside it."
        for room in rooms
        if room.name not in spaces
    ]


def _lost_addresses(room: Room, pages: Pages) -> Iterator[str]:
    named = [
        *(("menu", item.url_name, ()) for item in room.menu),
        *(("front_pages", front.url_name, ()) for front in room.front_pages),
        *(("first_steps", step.url_name, ()) for step in room.first_steps),
        *(("task_kinds", kind.opens, (TASK_ID,)) for kind in room.task_kinds if kind.opens),
        *(("letter_kinds", kind.opens, None) for kind in room.letter_kinds),
        *(("drafts", form.url_name, _ids_given_to(form)) for form in room.drafts),
    ]
    for where, url_name, ids in named:
        if url_name not in pages:
            yield (
                f"No page has the address {url_name}, which `{where}` of the room.py of {room.name} names: write the"
                " name from urls.py."
            )
        elif ids is not None and sorted(pages[url_name]) != sorted(ids):
            yield (
                f"The address {url_name} asks for {_listed(pages[url_name])}, and `{where}` of the room.py of"
                f" {room.name} opens it with {_listed(ids)}."
            )
    for record in room.records:
        for url_name in sorted(set(record.pages) - set(pages)):
            yield f"No page has the address {url_name}, which the record {record.key} of {room.name} names in `pages`."


def _ids_given_to(form: DraftForm) -> tuple[str, ...] | None:
    """Return the ids that open a draft's form; None for a form about no person, whose page offers its drafts itself."""
    return (PERSON_ID,) if form.is_about_a_person else None


def _listed(ids: Collection[str]) -> str:
    return " and ".join(sorted(ids)) or "no id"


def _lost_templates(room: Room) -> Iterator[str]:
    for card in room.cards:
        for template in filter(None, (card.template, card.picture, card.button, card.lead)):
            try:
                get_template(template)
            except TemplateDoesNotExist:
                yield (
                    f"There is no template {template}, which a Card in `cards` of the room.py of {room.name} shows:"
                    f" it is looked for in the folder `templates` of every room."
                )


def _lost_columns(room: Room) -> Iterator[str]:
    for fact in room.facts:
        yield from _unlike_a_fact(fact)
    for rule in room.merge:
        if rule.field not in _columns(rule.model):
            yield (
                f"{rule.model._meta.label} has no column {rule.field}, whose rows `merge` of {file_of(rule.model)}"
                " moves: write the column's name, as person_id."
            )


def _unlike_a_fact(fact: Fact) -> Iterator[str]:
    columns, label, where = _columns(fact.model), fact.model._meta.label, file_of(fact.model)
    for column in filter(None, (fact.known_from, fact.known_until)):
        if column not in columns:
            yield f"{label} has no column {column}, by which `facts` of {where} says when it was known."
    if fact.person not in (*columns, "NULL"):
        yield f"{label} has no column {fact.person}, by which `facts` of {where} says of whom it tells."


def _columns(model: type[Model]) -> dict[str, Any]:
    return {str(field.column): field for field in model._meta.concrete_fields}


def _lost_words(room: Room, pages: Pages, looks: Collection[str]) -> Iterator[str]:
    there = {*looks, *(url_name.replace(":", ".") for url_name in pages)}
    for page in sorted(set(room.words.pages) - there):
        yield f"There is no page {page}, which `pages` of `words` in the room.py of {room.name} gives words."
    for event in sorted(set(room.events.quiet) - set(room.events.texts)):
        yield f"The event {event} is in QUIET and not in EVENTS of events.py in the room {room.name}."


def unknown_looks(rooms: Sequence[Room], pages: Pages, looks: Collection[str]) -> list[str]:
    """List looks named after no page: of a mistyped name the log would show only general words."""
    worded = {page for room in rooms for page in room.words.pages}
    there = {*worded, *(url_name.replace(":", ".") for url_name in pages)}
    return [
        f"The look {look} is named after no page: write `page=` in the room {look.partition('.')[0]} as its address is"
        " called in urls.py, or give it words in `pages` of `words` in room.py."
        for look in sorted(set(looks) - there)
    ]
