"""What does a landlord type? Which home is vacant from when, and from when the lease runs."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.homes.forms import DescribeDwelling
from hjemvej.platform.ui.forms import NearDayField

ASKED = ("address", "form", "rent")


class ReportVacancy(DescribeDwelling):
    """A home of the landlord's own: one that is known, or a new one with address, kind and rent."""

    known = forms.ChoiceField(label=_("Hvilken bolig?"), required=False)
    can_move_in_on = NearDayField(label=_("Hvornår kan man flytte ind?"), near="future")

    def __init__(self, *args: Any, known: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["known"].choices = [("", _("En ny bolig")), *known]  # type: ignore[attr-defined]
        self.order_fields(["known", "can_move_in_on"])
        if not known:
            del self.fields["known"]
        self.fields["lease_form"].required = False
        if "known" in self.fields and self.data.get("known"):
            for name in ASKED:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        return {**said, "lease_form": said.get("lease_form") or "unlimited"}

    @property
    def dwelling_id(self) -> uuid.UUID | None:
        found = self.cleaned_data.get("known")
        return uuid.UUID(found) if found else None

    def asked_first(self) -> list[forms.BoundField]:
        return [self[name] for name in ("known", "can_move_in_on") if name in self.fields]

    def asked_of_a_new_home(self) -> list[forms.BoundField]:
        return [self[name] for name in (*ASKED, "heat", "water", "tv")]

    def asked_last(self) -> list[forms.BoundField]:
        before = {field.name for field in (*self.asked_first(), *self.asked_of_a_new_home())}
        return [field for field in self if field.name not in before]


class EnterLease(forms.Form):
    """From when does the lease run?"""

    lease_from_on = NearDayField(label=_("Fra hvilken dag gælder lejekontrakten?"))
