"""What do we remember of a citizen's clocks? What no other row tells: written by a worker, dated, with its source."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine

REMOVE = WhenErased.REMOVE


class ClockFact(models.Model):
    """What a worker wrote of a clock or of a discharge; the row written last of a kind is the one that counts."""

    class Kind(models.TextChoices):
        DISCHARGED = "discharged", _("Første udskrivning fra et forsorgshjem")
        DECIDED_SUPPORT = "decided_85a", _("Afgørelse om § 85 a")
        SUPPORT = "support_85a", _("Støtten efter § 85 a")
        DECIDED_PLACE = "decided_107", _("Afgørelse om § 107")
        PLACE = "place_107", _("Opholdet efter § 107")
        MONTHS_USED = "months_107", _("Måneder på § 107, der er brugt andre steder")
        PLAN = "plan", _("Handleplan eller helhedsorienteret plan")
        HOME = "home", _("Egen bolig er anvist")
        LEASE = "lease", _("Lejekontrakten er skrevet under, og borgeren kan flytte ind")
        SUPPORT_BEGINS = "support_begins", _("Borgeren får støtten ved udskrivningen")
        PLACE_READY = "place_ready", _("Udskrivningen venter på pladsen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind)
    is_so = models.BooleanField(default=True)  # false: it is not so, or what was written before is taken back
    on = models.DateField()
    until_on = models.DateField(null=True, blank=True)  # of support and a stay: the first day without
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)  # kroner a month, or months
    source = FreeLine(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("kind", "is_so", "on", "until_on", "amount", "source"), REMOVE),
        plain=("id", "person", "organisation", "recorded_at", "recorded_by"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "kind", "-recorded_at"], name="clock_fact_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="clock_fact_has_a_source"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("on")), name="clock_fact_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="clock_fact_amount_is_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(kind="months_107") | Q(is_so=False) | Q(amount__isnull=False),
                name="months_used_say_how_many",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
