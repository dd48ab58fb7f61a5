"""What do we remember of who may enter? Organisations, their members, and who needs to know of whom."""

import uuid

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.audit.fields import FieldClasses, WhenErased, plain
from hjemvej.platform.audit.row_security import everybody, needs_to_know, only_seen, own_organisation
from hjemvej.platform.audit.triggers import Trigger, logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

from .roles import Role

COMPARED = ["user", "from_at", "until_at"]  # of a need, by sql/access_need_now.sql
ENDS = Coalesce("until_at", models.Value("infinity"), output_field=models.DateTimeField())


class Organisation(models.Model):
    """A team, a shelter, a landlord: whoever has members here."""

    class Kind(models.TextChoices):
        TEAM = "team", _("Kommunens team")
        SHELTER = "shelter", _("Forsorgshjem (§ 110)")
        NIGHT_CAFE = "night_cafe", _("Natcafé eller varmestue")
        LANDLORD = "landlord", _("Boligorganisation")
        VOLUNTARY = "voluntary", _("Frivillig organisation")
        COUNCIL = "council", _("Udsatteråd")
        HEALTH = "health", _("Sygehus eller behandling")
        PRISON = "prison", _("Kriminalforsorg")
        MUNICIPALITY = "municipality", _("Anden kommune eller anden afdeling")
        POLICE = "police", _("Politi")
        OTHER = "other", _("Andre")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = FreeLine(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    is_active = models.BooleanField(default=True)

    data = plain("id", "name", "kind", "is_active", "memberships")
    rows = everybody("who signs in is found by it, and no organisation is secret")
    changes = logged()

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A user's place in an organisation, with one role, from when to when."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    from_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)

    data = plain("id", "user", "organisation", "role", "from_on", "last_on")
    rows = everybody("what a user may do is found by it, before they are a viewer")
    changes = logged()
    triggers = (Trigger("guard", "BEFORE INSERT OR UPDATE OR DELETE", "access_guard_membership"),)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=models.Q(last_on=None), name="one_role_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(last_on=None) | models.Q(last_on__gte=models.F("from_on")),
                name="membership_ends_after_it_begins",
            ),
        ]


class NeedToKnow(models.Model):
    """An organisation (or one user in it) needs to know of a citizen. Row-level security reads this table.

    `person_id` names a person of ground/people, a floor above: that room adds the foreign key.
    """

    class Basis(models.TextChoices):
        CASE = "case", _("Egen sag")
        INQUIRY = "inquiry", _("Henvendelse til os")
        GUEST = "guest", _("Gæst hos os")
        BREAK_GLASS = "break_glass", _("Nødadgang")

    person_id = models.UUIDField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    basis = models.CharField(max_length=12, choices=Basis)
    reason = FreeText(blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    data = FieldClasses(
        personal={"person_id": WhenErased.REMOVE, "reason": WhenErased.REMOVE},
        plain=("id", "organisation", "user", "basis", "from_at", "until_at"),
    )
    rows = only_seen(own_organisation() | needs_to_know("person_id"))  # written by the functions in sql/
    changes = logged("person_id")

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "organisation"], include=COMPARED, name="need_person_organisation"),
            models.Index("organisation", ENDS, include=["person_id", *COMPARED], name="need_now"),
            models.Index("organisation", "from_at", condition=models.Q(basis="break_glass"), name="need_broken_glass"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "organisation", "basis"],
                condition=models.Q(until_at=None),
                name="one_open_need_of_a_kind",
            ),
            models.CheckConstraint(
                condition=~models.Q(basis="break_glass")
                | (models.Q(user__isnull=False, until_at__isnull=False) & ~models.Q(reason="")),
                name="break_glass_has_user_reason_and_end",
            ),
        ]
