"""Whom does the municipality propose for a landlord's home? The least a lease needs, while the consent holds."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.efforts.housing_first.offering.access import open_proposal
from hjemvej.efforts.housing_first.offering.actions import telling
from hjemvej.efforts.housing_first.offering.queries import proposals_to
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page
from hjemvej.portals.partner.forms.proposals import AnswerProposal


@page(Audience.PARTNER, Permission.REPORT_VACANCY)
@require_GET
def proposals(request: ViewerRequest) -> HttpResponse:
    """The homes for which somebody is proposed, without a name: those to answer first."""
    found = list(proposals_to(request.viewer, at=timezone.now()))
    waiting = sum(not one.answer for one in found)
    return render(request, "partner/proposals.html", {"proposals": found, "waiting": waiting})


@page(Audience.PARTNER, Permission.REPORT_VACANCY)
@require_http_methods(["GET", "POST"])
def proposal(request: ViewerRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """Who is to have the home, and the landlord's answer; the citizen can read who looked."""
    now, viewer = timezone.now(), request.viewer
    found = open_proposal(viewer, proposal_id, page="partner.proposal", at=now)
    given = {name: getattr(found, name) for name in ("answer", "words", "lease_from_on")}
    form = AnswerProposal(request.POST or None, initial=given)
    answer = partial(telling.answer_proposal, proposal=found, by=viewer, at=now)
    if carry_out(form, lambda: answer(**form.cleaned_data)):
        messages.success(request, _("Sendt til kommunen."))
        return redirect("partner:proposals")
    return form_page(request, "partner/proposal.html", form, proposal=found)
