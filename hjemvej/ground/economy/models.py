"""What do we remember of a citizen's economy? A sheet for each time it was told, with its lines; never overwritten."""

import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine

REMOVE = WhenErased.REMOVE
NOT_NEGATIVE = (MinValueValidator(0),)


class Sheet(models.Model):
    """A citizen's economy as it was told on a day. The sheet told last is the one that counts."""

    class SaidBy(models.TextChoices):
        CITIZEN = "citizen", _("Borgeren selv")
        PAPERS = "papers", _("Papirer: lønseddel, brev eller kontoudtog")
        BENEFITS = "benefits", _("Ydelse eller Udbetaling Danmark")
        OTHER = "other", _("En anden")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said_on = models.DateField()
    said_by = models.CharField(max_length=8, choices=SaidBy)
    said_by_name = FreeLine(max_length=120, blank=True)  # where it is another: "gældsrådgiveren"
    rent_told = models.DecimalField(  # the most the citizen can pay a month, as somebody has said it
        max_digits=9, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    support_told = models.DecimalField(  # boligstøtte a month, as Udbetaling Danmark has said it
        max_digits=9, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    words = FreeLine(max_length=300, blank=True)  # the citizen's own, about money
    written_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    data = FieldClasses(
        personal={
            "person": REMOVE, "said_by_name": REMOVE, "rent_told": REMOVE, "support_told": REMOVE, "words": REMOVE,
        },
        plain=("id", "said_on", "said_by", "written_at", "recorded_by", "organisation", "lines"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "-said_on", "-written_at"], name="economy_sheet_person")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(said_by="other") & ~Q(said_by_name="")) | (~Q(said_by="other") & Q(said_by_name="")),
                name="economy_sheet_names_another",
            ),
            models.CheckConstraint(
                condition=(Q(rent_told=None) | Q(rent_told__gte=0)) & (Q(support_told=None) | Q(support_told__gte=0)),
                name="economy_sheet_amounts_are_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SheetLine(models.Model):
    """An income, expense or debt of a sheet, in kroner a month; an income without an amount goes by its rate."""

    class Kind(models.TextChoices):
        CASH_RAISED = "cash_raised", _("Kontanthjælp, forhøjet sats")
        CASH_BASIC = "cash_basic", _("Kontanthjælp, grundsats")
        CASH_MINIMUM = "cash_minimum", _("Kontanthjælp, mindstesats")
        CASH_SINGLE = "cash_single", _("Tillæg til enlige på kontanthjælp")
        CASH_SINGLE_PARENT = "cash_1_parent", _("Tillæg til enlige forsørgere på kontanthjælp")
        CASH_CHILDREN = "cash_children", _("Børnetillæg til kontanthjælp")
        DISABILITY_PENSION = "disability", _("Førtidspension fra 2003 eller senere")
        OLD_DISABILITY_PENSION = "disability_old", _("Førtidspension fra før 2003")
        STATE_PENSION_SINGLE = "pension_single", _("Folkepension, enlig")
        STATE_PENSION_COUPLE = "pension_couple", _("Folkepension, gift eller samlevende")
        STUDY_GRANT = "study_grant", _("SU, udeboende")
        UNEMPLOYMENT = "unemployment", _("Dagpenge, højeste sats")
        SICK_PAY = "sick_pay", _("Sygedagpenge, højeste sats")
        WAGE = "wage", _("Løn")
        OTHER_TAXED = "other_taxed", _("Anden indkomst, der betales skat af")
        CHILD_BENEFIT = "child_benefit", _("Børneydelse, børnetilskud eller børnebidrag")
        OTHER_FREE = "other_free", _("Anden indkomst uden skat")
        PARTNER = "partner", _("Partnerens indkomst, udbetalt")
        NO_INCOME = "no_income", _("Ingen indkomst lige nu")

        HEAT = "heat", _("Varme og vand")
        ELECTRICITY = "electricity", _("El")
        PHONE = "phone", _("Telefon og internet")
        INSURANCE = "insurance", _("Forsikring og a-kasse")
        TRANSPORT = "transport", _("Transport")
        MEDICINE = "medicine", _("Medicin og behandling")
        CHILDREN = "children", _("Børnebidrag og institution")
        OTHER_FIXED = "other_fixed", _("Andet fast")

        RENT_ARREARS = "rent_arrears", _("Afdrag på huslejegæld")
        PUBLIC_DEBT = "public_debt", _("Afdrag til det offentlige")
        DEPOSIT_LOAN = "deposit_loan", _("Afdrag på beboerindskudslån")
        BANK = "bank", _("Afdrag til bank og lån")
        OTHER_DEBT = "other_debt", _("Afdrag på anden gæld")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE)
    is_before_tax = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField()

    data = FieldClasses(
        personal={"kind": REMOVE, "amount": REMOVE},
        plain=("id", "sheet", "person", "is_before_tax", "place"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "place"], name="economy_line_has_its_place"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="economy_line_amount_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
