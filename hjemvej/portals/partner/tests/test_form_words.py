"""Does every form by which a partner tells of a home at risk say in its own words what to do?"""

from typing import Any

import pytest
from django import forms

from hjemvej.efforts.prevention.models import SignalKind
from hjemvej.efforts.prevention.tests.test_form_words import faults
from hjemvej.portals.partner.forms.leaving import TellNewDay
from hjemvej.portals.partner.forms.pauses import AnswerPause
from hjemvej.portals.partner.forms.signals import SendSignal, UploadSignals


@pytest.mark.django_db
def test_no_form_about_a_signal_answers_in_djangos_words():
    kinds = list(SignalKind.objects.all())
    asked: list[tuple[type[forms.Form], list[dict[str, Any]]]] = [
        (SendSignal, [{"kind": kind} for kind in kinds]), (UploadSignals, [{"kinds": kinds}]), (TellNewDay, [{}]),
        (AnswerPause, [{}]),
    ]  # fmt: skip
    assert [one for form, arguments in asked for one in faults(form, arguments)] == []
