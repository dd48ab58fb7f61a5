"""What do we remember of what `migrate` made? Each policy, trigger, function and view: as declared, and as made."""

from django.db import models

from hjemvej.platform.audit.fields import plain
from hjemvej.platform.audit.row_security import everybody
from hjemvej.platform.audit.triggers import not_logged


class Made(models.Model):
    """A declared thing in the database. PostgreSQL rewords definitions, so both wordings are hashed."""

    name = models.CharField(max_length=150, primary_key=True)  # "policy people_person.need_to_know"
    declared = models.CharField(max_length=64)  # a hash of the SQL that made it
    form = models.CharField(max_length=64)  # a hash of PostgreSQL's own definition of it then

    data = plain(
        "name",
        "declared",
        "form",
        never_typed={"declared": "a hash", "form": "a hash"},
    )
    rows = everybody("`check` asks; the web role cannot write it")
    changes = not_logged("migrate writes it alone")
