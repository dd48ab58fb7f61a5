"""What did a room forget to bring? A sentence for each thing: what is missing, and where to write it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db.models import CharField, Field, Model, TextField

from .brought import Room
from .words import TableWords

PERSON_ID = "person_id"  # the citizen of a row or page
CPR_DIGITS = 10


def missing(
    rooms: Sequence[Room], *, models: Iterable[type[Model]], pages: Mapping[str, Collection[str]], events: Iterable[str]
) -> list[str]:
    """List all that these models, pages (URL name to the ids in its address) and events lack."""
    models = list(models)
    return [
        *twice_named(rooms),
        *unclassed(models),
        *uncovered(models),
        *without_words(rooms, models),
        *half_told(rooms),
        *unmerged(rooms, models),
        *pages_without_words(rooms, pages),
        *ids_without_records(rooms, pages),
        *events_without_words(rooms, events),
    ]


def file_of(model: type[Model]) -> str:
    """Return the `room.py` of the model's room."""
    return f"{apps.get_app_config(model._meta.app_label).name.replace('.', '/')}/room.py"


def personal_fields(model: Any) -> list[str]:
    """List the columns that say something of a citizen."""
    data = getattr(model, "data", None)
    names = getattr(data, "personal", None) or {}
    return [field.attname for field in model._meta.concrete_fields if field.name in names]


def _models_file(model: type[Model]) -> str:
    return f"{model.__module__.replace('.', '/')}.py"


def unclassed(models: Iterable[type[Model]]) -> list[str]:
    """List fields that are classed neither personal nor plain, so that no rule erases or keeps them."""
    return [f"{model._meta.label}{fault}" for model in models for fault in _class_faults(model)]


def _class_faults(model: Any) -> list[str]:
    where = _models_file(model)
    if not hasattr(model, "data"):
        return [f" does not say which of its fields are personal: give it `data = FieldClasses(...)` in {where}."]
    classed = model.data.names()
    stored = {field.name for field in model._meta.get_fields() if field.concrete or field.many_to_many}
    known = {field.name for field in model._meta.get_fields()}
    return [
        *(f".{name} is not classed: name it in `personal` or `plain` of its `data` in {where}."
          for name in sorted(stored - classed)),
        *(f" has no field {name}, which its `data` in {where} classes." for name in sorted(classed - known)),
        *(f".{name} is classed twice in its `data` in {where}."
          for name in sorted(set(model.data.personal) & set(model.data.plain))),
    ]  # fmt: skip


def twice_named(rooms: Sequence[Room]) -> list[str]:
    names = [room.name for room in rooms]
    sentences = [
        f"Two rooms in config/rooms.py are called {name}." for name in sorted({*names}) if names.count(name) > 1
    ]
    return [*sentences, *brought_twice(rooms)]


def brought_twice(rooms: Sequence[Room]) -> list[str]:
    """List keys that two rooms bring: of a course, a form with drafts, a column or a filter."""
    owners: dict[tuple[str, str], list[str]] = {}
    for room in rooms:
        for what, keys in (
            ("a course of the kind", [kind.key for kind in room.course_kinds]),
            ("a form whose drafts begin with", [form.key for form in room.drafts]),
            ("a letter of the kind", [kind.key for kind in room.letter_kinds]),
            ("an import column called", [column.key for column in room.import_columns]),
            ("a register column called", [column.name for column in room.register_columns]),
            ("a register filter called", [each.name for each in room.register_filters]),
            ("a standing called", [each.key for each in room.standings]),
        ):
            for key in keys:
                owners.setdefault((what, key), []).append(room.name)
    return [
        f"{what[0].upper()}{what[1:]} {key} is brought by {' and '.join(names)}: one of them must let go of it."
        for (what, key), names in owners.items()
        if len(names) > 1
    ]


def uncovered(models: Iterable[type[Model]]) -> list[str]:
    """List columns in which people may type a CPR number, and that do not cover it."""
    return [
        f"{model._meta.label}.{field.name} is text into which people may type a CPR number: make it a FreeLine or"
        f" FreeText (platform/sealing/free_text.py), or name it in `never_typed` of its `data` in {_models_file(model)}"
        " with the reason."
        for model in models
        for field in model._meta.concrete_fields
        if model._meta.managed and _holds_any_text(field) and field.name not in _never_typed(model)
    ]


def _holds_any_text(field: "Field[Any, Any]") -> bool:
    inner = getattr(field, "base_field", field)  # of an array
    if type(inner) not in (CharField, TextField) or inner.choices or field.primary_key:
        return False
    return inner.max_length is None or inner.max_length >= CPR_DIGITS


def _never_typed(model: Any) -> Collection[str]:
    return model.data.never_typed if hasattr(model, "data") else ()


def without_words(rooms: Sequence[Room], models: Iterable[type[Model]]) -> list[str]:
    """List personal tables with neither words nor a reason to have none."""
    with_words: set[type[Model]] = {table.model for room in rooms for table in room.words.tables}
    untold: set[type[Model]] = {model for room in rooms for model in room.words.untold_tables}
    sentences = []
    for model in models:
        if not model._meta.managed or not personal_fields(model) or model in with_words | untold:
            continue
        sentences.append(
            f"{model._meta.label} says something of a citizen and has no words, so that it is neither in the log nor in"
            f" the citizen's own file: give it TableWords in `words` of {file_of(model)}, or name it in `untold_tables`"
            " with the reason."
        )
    return sentences


def half_told(rooms: Sequence[Room]) -> list[str]:
    return [sentence for room in rooms for table in room.words.tables for sentence in _half_told(table)]


def _half_told(table: TableWords) -> list[str]:
    """List columns with neither words nor a reason, and personal columns missing from the citizen's own file."""
    columns = {field.attname: field for field in table.model._meta.concrete_fields if not field.primary_key}
    personal, where = personal_fields(table.model), file_of(table.model)
    sentences = []
    for name, field in columns.items():
        label = f"{table.model._meta.label}.{field.name}"
        if name == PERSON_ID or name in table.left_out:
            continue
        if name in personal and not _is_in_own_file(field, table):
            sentences.append(
                f"{label} says something of a citizen and is missing from the citizen's own file: name it in `fields`"
                f" (a relation in `named`) of its TableWords in {where}, or in `left_out` with the reason."
            )
        elif name not in table.fields and name not in table.untold:
            sentences.append(
                f"{label} has no words for the log: name it in `fields` of its TableWords in {where}, or in `untold`"
                " if only the machine needs it."
            )
    relations = {field.name for field in columns.values() if field.is_relation}
    named = {*table.fields, *table.untold, *table.left_out, *table.of_others, *table.of_protected, *table.read_first}
    unknown = sorted((named - set(columns)) | (set(table.named) - relations))
    return sentences + [
        f"{table.model._meta.label} has no column {name}, which {where} gives words." for name in unknown
    ]


def _is_in_own_file(field: "Field[Any, Any]", table: TableWords) -> bool:
    return field.name in table.named or (field.attname in table.fields and not field.attname.endswith("_id"))


def pages_without_words(rooms: Sequence[Room], pages: Mapping[str, Collection[str]]) -> list[str]:
    """List pages about a citizen without words for the look that they log."""
    by_name = {room.name: room for room in rooms}
    personal = {PERSON_ID, *(record.key for room in rooms for record in room.records if record.is_personal)}
    sentences = []
    for url_name, ids in pages.items():
        space = url_name.partition(":")[0]
        room = by_name.get(space)
        if personal.isdisjoint(ids):
            continue
        if room is None:
            sentences.append(
                f"The addresses {space}:… belong to no room in config/rooms.py: no ROOM there has the name {space}."
                " List the room; its `name` in room.py, its `label` in apps.py and `app_name` in urls.py are one word."
            )
        elif not room.words.other_pages and url_name.replace(":", ".") not in room.words.pages:
            sentences.append(
                f"The page {url_name} has no words for the log: name it in `pages` of `words` in the room.py of"
                f" {space}, or give the room `other_pages`."
            )
    return sorted(set(sentences))


def ids_without_records(rooms: Sequence[Room], pages: Mapping[str, Collection[str]]) -> list[str]:
    """List ids in addresses without a record: the door table and the benchmarks must be able to open each page."""
    known = {record.key for room in rooms for record in room.records}
    known |= {key for room in rooms for key in room.impersonal_ids}
    return [
        f"The address {url_name} asks for {key}, and no room brings such a record, so that the door table cannot try"
        f" it: name it in `records` of the room.py of {url_name.partition(':')[0]}, or in `impersonal_ids` when it is"
        " no citizen's row."
        for url_name, ids in pages.items()
        for key in ids
        if key not in known
    ]


def events_without_words(rooms: Sequence[Room], events: Iterable[str]) -> list[str]:
    with_words = {name for room in rooms for name in room.events.texts}
    return [
        f"The event {name} has no words for the log: name it in EVENTS of events.py in the room"
        f" {name.partition('.')[0]}."
        for name in sorted(set(events) - with_words)
    ]


def unmerged(rooms: Sequence[Room], models: Iterable[type[Model]]) -> list[str]:
    """List columns that name a citizen and have no merge rule, or two."""
    people: set[type[Model]] = {room.person_lookup.model for room in rooms if room.person_lookup}
    rules = [(rule.model, rule.field) for room in rooms for rule in room.merge]
    sentences = []
    for model in models:
        for field in model._meta.concrete_fields:
            names_somebody = field.attname == PERSON_ID or field.related_model in people
            if model._meta.managed and names_somebody and (model, field.attname) not in rules:
                sentences.append(
                    f"{model._meta.label}.{field.name} names a citizen, and no merge knows what becomes of its rows:"
                    f" name it in `merge` of {file_of(model)}, with `stays` and the reason where they do not move."
                )
    twice = sorted({f"{model._meta.label}.{field}" for model, field in rules if rules.count((model, field)) > 1})
    return sentences + [f"{name} is named twice in what a merge moves." for name in twice]
