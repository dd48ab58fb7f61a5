"""What do we remember of a form that waited for a line, came, and was refused? The form, sealed, for its author."""

import uuid

from django.db import models

from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import own_user
from hjemvej.platform.audit.triggers import not_logged
from hjemvej.platform.identity.models import User


class ReturnedForm(models.Model):
    """A form that could not be taken when it came: its author reads it, sends it again or throws it away."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)  # made of the entry and its author: once, however often
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    content = models.TextField()  # sealed
    written_at = models.DateTimeField()
    returned_at = models.DateTimeField(db_index=True)

    data = FieldClasses(
        personal={"content": WhenErased.REMOVE},
        plain=("id", "user", "written_at", "returned_at"),
        never_typed={"content": "sealed"},
    )
    rows = own_user()
    changes = not_logged("words that were refused are their author's alone")
