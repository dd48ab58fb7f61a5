"""What do we remember of a write-up with a landlord (opskrivning)? Its number, and by when it is renewed."""

import uuid

from django.db import models
from django.db.models import F, Q

from hjemvej.ground.casework.models import Task
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine

from .offered import REMOVE


class HousingRegistration(models.Model):
    """A citizen is written up with a landlord; one that lapses costs a home, so its renewal is a task."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    landlord = FreeLine(max_length=120)
    number = FreeLine(max_length=60, blank=True)  # the landlord's own, as on its letter
    registered_on = models.DateField()
    renew_by_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # its renewal

    data = FieldClasses(
        personal=dict.fromkeys(("landlord", "number", "registered_on", "renew_by_on", "ended_on"), REMOVE),
        plain=("id", "person", "organisation", "recorded_at", "recorded_by", "task"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "renew_by_on"], name="registration_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "landlord"], condition=Q(ended_on=None), name="one_registration_with_a_landlord"
            ),
            models.CheckConstraint(condition=~Q(landlord=""), name="registration_names_its_landlord"),
            models.CheckConstraint(
                condition=Q(renew_by_on__gte=F("registered_on")), name="registration_is_renewed_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("registered_on")),
                name="registration_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.landlord
