"""How does an archive file say what is sealed in the tables? In clear, for the file itself is sealed."""

import base64
from typing import Any

from django.db.models import Model

from hjemvej.ground.documents.access import sealed_field
from hjemvej.ground.documents.models import Document
from hjemvej.ground.people import cpr
from hjemvej.ground.people.models import Person
from hjemvej.platform.sealing import seals

MACHINES_OWN = {"cpr_lookup", "cpr_waiting", "search_text", "sha256", "follow_up_hash", "mark"}  # hashes: say nothing


def told(row: Model) -> dict[str, Any]:
    """A row's columns, as the archive reads them."""
    columns = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    if isinstance(row, Person):
        columns["cpr"] = cpr.decrypt(row.cpr_encrypted) if row.cpr_encrypted else ""
        del columns["cpr_encrypted"]
    if isinstance(row, Document):
        columns["content"] = base64.b64encode(seals.unseal(row.content, sealed_field(row.pk))).decode()
    return {name: value for name, value in columns.items() if name not in MACHINES_OWN}
