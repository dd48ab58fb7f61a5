"""What do we remember of the order among citizens whom a home fits? Saved before anybody is chosen, and by whom."""

import uuid

from django.db import models
from django.db.models import Q

from hjemvej.ground.homes.models import Vacancy
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, plain
from hjemvej.platform.audit.row_security import needs_to_know, own_organisation
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User

from .offered import REMOVE


class SavedOrder(models.Model):
    """Who looked at which home, when, and by which rules; the citizens are its places."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    vacancy = models.ForeignKey(  # none: everybody at a housing meeting, whichever home
        Vacancy, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    figures = models.JSONField()  # of each rule in force, by its key in ground/law
    kept_out = models.JSONField()  # how many each condition kept out, by its key

    data = plain("id", "organisation", "vacancy", "made_at", "made_by", "figures", "kept_out")
    rows = own_organisation("organisation")
    changes = logged()

    class Meta:
        indexes = [models.Index(fields=["vacancy", "-made_at"], name="saved_order_vacancy")]

    def __str__(self) -> str:
        return str(self.pk)


class SavedPlace(models.Model):
    """A citizen's place in a saved order: whom the home fits, by class of need and time."""

    order = models.ForeignKey(SavedOrder, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    need = models.CharField(max_length=40)  # the class, by its key in ground/law
    since_on = models.DateField()  # in homelessness
    unknown = models.PositiveIntegerField(default=0)  # the conditions that nobody had asked about, in bits

    data = FieldClasses(
        personal={"need": REMOVE, "since_on": REMOVE, "unknown": REMOVE},
        plain=("id", "order", "person", "place"),
        never_typed={"need": "a key of ground/law"},
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "place"], name="one_citizen_at_a_place_in_an_order"),
            models.CheckConstraint(condition=Q(place__gte=1), name="an_order_begins_at_one"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
