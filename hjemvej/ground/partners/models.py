"""What do we remember of those we work with? Who they are, whom to ring, what they may see and send, and why."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased, plain
from hjemvej.platform.audit.row_security import everybody_signed_in
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.sealing.free_text import FreeLine, FreeText


class Partner(models.Model):
    """An organisation as a partner: where it is and how it is reached. Its members stand in platform/access."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, primary_key=True, related_name="+")
    kept_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # the team that edits it and its houses; nobody: all teams have agreed to
    cvr = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    address = FreeLine(max_length=200, blank=True)
    municipality_code = models.CharField(max_length=3, blank=True)
    note = FreeText(blank=True)

    data = plain(
        "organisation",
        "kept_by",
        "cvr",
        "phone",
        "email",
        "address",
        "municipality_code",
        "note",
        "contacts",
        "agreements",
        never_typed={"phone": "a telephone number"},
    )
    rows = everybody_signed_in()
    changes = logged()

    def __str__(self) -> str:
        return self.organisation.name


class ContactPerson(models.Model):
    """Whom to ring at a partner's."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="contacts")
    name = FreeLine(max_length=120)
    title = FreeLine(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    hours = FreeLine(max_length=120, blank=True)

    data = FieldClasses(
        personal={"name": WhenErased.REMOVE, "phone": WhenErased.REMOVE, "email": WhenErased.REMOVE},
        plain=("id", "partner", "title", "hours"),
        never_typed={"phone": "a telephone number"},
    )
    rows = everybody_signed_in()
    changes = logged()


class SharingAgreement(models.Model):
    """What a partner may see or send, on which legal basis, from when to when."""

    class Direction(models.TextChoices):
        SENDS = "sends", _("Sender til os")
        SEES = "sees", _("Må se hos os")

    class What(models.TextChoices):
        INQUIRY = "inquiry", _("Henvendelser")
        ANSWER = "answer", _("Svar på egne henvendelser")
        GUESTS = "guests", _("Egne gæster i nat")
        ADMISSIONS = "admissions", _("Indskrivninger og udskrivninger")
        EVICTION_NOTICES = "eviction_notices", _("Underretninger om udsættelse")
        TENANT_CONCERNS = "tenant_concerns", _("Bekymring for en lejer, med lejerens samtykke")
        RELEASES = "releases", _("Løsladelser")
        DISCHARGES = "discharges", _("Udskrivninger fra sygehus, behandling og forsorgshjem")
        UNIT_SIGNALS = "unit_signals", _("Besked fra en anden afdeling om fare for hjemmet")
        HELP_BEGUN = "help_begun", _("At der er hjælp på vej til en lejer, med lejerens samtykke")
        STREET = "street", _("Observationer på gaden uden navn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="agreements")
    direction = models.CharField(max_length=6, choices=Direction)
    what = models.CharField(max_length=20, choices=What)
    basis_key = models.SlugField(max_length=40, blank=True)  # of ground/law's LegalBasis; empty: typed before that list
    legal_basis = FreeLine(max_length=200)  # what the list said then
    from_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)

    data = plain("id", "partner", "direction", "what", "basis_key", "legal_basis", "from_on", "last_on")
    rows = everybody_signed_in()
    changes = logged()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(legal_basis=""), name="agreement_names_its_legal_basis")
        ]
