"""What do we remember of who did what? Append-only; for viewers the functions in `sql` add, and say who and when."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.sealing.free_text import FreeText

from .fields import FieldClasses, WhenErased
from .row_security import about_nobody, as_its, needs_to_know, only_seen, own_organisation
from .triggers import not_logged

BLANK, UNLINK = WhenErased.BLANK, WhenErased.UNLINK


class Event(models.Model):
    """One thing somebody did, named `room.thing_done`, written in the same transaction as the change."""

    at = models.DateTimeField(db_index=True)
    name = models.CharField(max_length=80)
    user_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    why = FreeText(blank=True)
    details = models.JSONField(default=dict)
    transaction = models.BigIntegerField()

    data = FieldClasses(
        personal={"person_id": UNLINK, "why": BLANK, "details": BLANK},
        plain=("id", "at", "name", "user_id", "organisation_id", "transaction"),
        never_typed={"name": "the event's own name, written in the code"},
    )
    rows = only_seen(own_organisation("organisation_id") | needs_to_know("person_id"))
    changes = not_logged("it is the log itself")

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at"], name="event_person_at")]


class Change(models.Model):
    """One row of one table before and after, written by a trigger, so that bulk and raw SQL are caught too."""

    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    table_name = models.CharField(max_length=80)
    row_id = models.CharField(max_length=40)
    operation = models.CharField(max_length=6)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    transaction = models.BigIntegerField(db_index=True)

    data = FieldClasses(
        personal={"person_id": UNLINK, "before": BLANK, "after": BLANK, "row_id": BLANK},
        plain=("id", "at", "user_id", "organisation_id", "table_name", "operation", "transaction"),
        never_typed=dict.fromkeys(("table_name", "row_id", "operation"), "written by the trigger"),
    )  # fmt: skip
    rows = only_seen(needs_to_know("person_id") | (about_nobody("person_id") & own_organisation("organisation_id")))
    changes = not_logged("it is the log itself")

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-at"], name="change_person_at"),
            models.Index(fields=["row_id", "table_name"], name="change_row"),
        ]


class Look(models.Model):
    """One look at one citizen: who, when, at what, and on which basis."""

    at = models.DateTimeField(db_index=True)
    user_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    person_id = models.UUIDField()
    page = models.CharField(max_length=80)
    basis = models.CharField(max_length=20)
    why = FreeText(blank=True)

    data = FieldClasses(
        personal={"person_id": UNLINK, "why": BLANK},
        plain=("id", "at", "user_id", "organisation_id", "page", "basis"),
        never_typed={"page": "the page's own name, written in the code", "basis": "a key of NeedToKnow.Basis"},
    )
    rows = only_seen(own_organisation("organisation_id") | needs_to_know("person_id"))
    changes = not_logged("it is the log itself")

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at"], name="look_person_at")]


class Listed(models.Model):
    """One citizen whose name a page showed one viewer without their record being opened: on a list, a board, a search.

    A row for each citizen, not one for the page: so row security says of each who may read it, and the index finds it.
    """

    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    person_id = models.UUIDField()
    page = models.CharField(max_length=80)

    data = FieldClasses(
        personal={"person_id": UNLINK},
        plain=("id", "at", "user_id", "organisation_id", "page"),
        never_typed={"page": "the page's own name, written in the code"},
    )
    rows = only_seen(own_organisation("organisation_id") | needs_to_know("person_id"))
    changes = not_logged("it is the log itself")

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at"], name="listed_person_at")]


class SampleCheck(models.Model):
    """A month's random sample of looks, drawn for the leader to check (Datatilsynet 2023-423-0019)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation_id = models.UUIDField()
    month = models.DateField()
    seed = models.CharField(max_length=32)  # whoever has it draws the same looks again
    drawn_at = models.DateTimeField()
    drawn_by_id = models.UUIDField()
    finished_at = models.DateTimeField(null=True)
    finished_by_id = models.UUIDField(null=True)
    conclusion = FreeText(blank=True)

    data = FieldClasses(
        plain=(
            "id", "organisation_id", "month", "seed", "drawn_at", "drawn_by_id", "finished_at", "finished_by_id",
            "conclusion", "lines",
        ),
        never_typed={"seed": "drawn by the machine"},
    )  # fmt: skip
    rows = own_organisation("organisation_id")
    changes = not_logged("each step is an event")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation_id", "month"], name="one_check_a_month")]


class SampledLook(models.Model):
    """One look in a month's sample, and what the leader found."""

    class Verdict(models.TextChoices):
        WAITING = "waiting", _("Ikke gennemgået")
        FINE = "fine", _("I orden")
        ASKED = "asked", _("Spurgt medarbejderen")
        WRONG = "wrong", _("Ikke i orden")

    check_of = models.ForeignKey(SampleCheck, on_delete=models.CASCADE, related_name="lines")
    look = models.ForeignKey(Look, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.WAITING)
    remark = FreeText(blank=True)

    data = FieldClasses(personal={"remark": BLANK}, plain=("id", "check_of", "look", "verdict"))
    rows = as_its("check_of")
    changes = not_logged("each step is an event")
