"""How does a user sign in and out? allauth's views in our frame, and the way back to what was being written.

This room knows no viewers, so access gives each page its address and audience (access/sign_in_urls.py).
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as socialaccount
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from allauth.utils import get_request_param
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjemvej.platform.outside.login_broker.provider import BrokerAnswers, BrokerRefused

from . import idle

View = Callable[..., HttpResponseBase]
PRESS = "broker_press"  # what the button that connects an identity knows
PASSKEY = "credential"  # what the browser made of a passkey; the library that reads it falls over anything else


def _theirs(view: View) -> View:
    """One of allauth's views; what it raises to leave early is answered here, inside the page's transaction."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except ImmediateHttpResponse as early:
            response: HttpResponseBase = early.response
            return response
        except ReauthenticationRequired:
            methods = get_adapter().get_reauthentication_methods(request.user)
            where = methods[0]["url"] if methods else "/konto/log-ind/"
            again: HttpResponseBase = suspend_request(request, where)
            return again
        except (KeyError, RecursionError) as problem:
            if PASSKEY not in request.POST:
                raise
            raise BadRequest("This is no passkey's answer.") from problem

    return answered


def _by_our_adapter(view: type[OAuth2View]) -> View:
    """One of allauth's two pages of the broker, with answers believed as our adapter says."""

    def answered(request: HttpRequest, provider_id: str) -> HttpResponseBase:
        try:
            adapter = BrokerAnswers(request, provider_id)
            response: HttpResponseBase = view.adapter_view(adapter)(request)
        except SocialApp.DoesNotExist:
            raise Http404 from None
        except BrokerRefused as problem:
            response = render_authentication_error(request, adapter.get_provider(), exception=problem)
        return response

    return answered


sign_in = _theirs(account.login)
sign_out = _theirs(account.logout)
not_active = _theirs(account.account_inactive)
confirm_it_is_me = _theirs(account.reauthenticate)
change_password = _theirs(account.password_change)
show_second_factor = _theirs(mfa.authenticate)
second_factors = _theirs(mfa.index)
confirm_by_code = _theirs(mfa.reauthenticate)
confirm_by_passkey = _theirs(webauthn.reauthenticate_webauthn)
activate_codes = _theirs(totp.activate_totp)
stop_codes = _theirs(totp.deactivate_totp)
recovery = _theirs(recovery_codes.view_recovery_codes)
new_recovery = _theirs(recovery_codes.generate_recovery_codes)
download_recovery = _theirs(recovery_codes.download_recovery_codes)
passkeys = _theirs(webauthn.list_webauthn)
add_passkey = _theirs(webauthn.add_webauthn)
remove_passkey = _theirs(webauthn.remove_webauthn)
rename_passkey = _theirs(webauthn.edit_webauthn)
sign_in_by_passkey = _theirs(webauthn.login_webauthn)
from_broker = _theirs(_by_our_adapter(OAuth2CallbackView))
_to_broker = _theirs(_by_our_adapter(OAuth2LoginView))
broker_cancelled = _theirs(socialaccount.login_cancelled)
_connections = _theirs(socialaccount.connections)


def connections(request: HttpRequest) -> HttpResponseBase:
    """Show the user's connections; only this page's own button connects one more."""
    request.session.setdefault(PRESS, secrets.token_urlsafe())
    return _connections(request)


def to_broker(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Send the browser to the broker; to connect an identity, the link must be the one on the user's own page.

    A form cannot lead to another site here (form-action), so the press is a link that nobody else knows.
    """
    process = get_request_param(request, "process") or "login"
    if process != "login":
        press = request.session.pop(PRESS, "")
        if process != "connect" or not press or not secrets.compare_digest(press, request.GET.get("tryk", "")):
            messages.error(request, _("Intet er forbundet endnu. Tryk på knappen her, hvis det er dig, der vil."))
            return redirect("socialaccount_connections")
    return _to_broker(request, provider_id)


def two_factor(request: HttpRequest) -> HttpResponse:
    """First sign-in: choose the second factor before going on."""
    return render(request, "identity/two_factor.html")


def go_on(request: HttpRequest) -> HttpResponseBase:
    """Back after the session ran out: what was being sent is here, and is sent again with one press."""
    form = idle.kept(request)
    if form is None:
        return redirect("/")
    return render(request, "identity/go_on.html", {"kept": form})


@require_POST
def send_kept(request: HttpRequest) -> HttpResponseBase:
    """Forget the kept form and let the browser send it to its page, which answers as if nothing had happened."""
    form = idle.kept(request)
    if form is None:
        return redirect("/")
    idle.forget(request)
    for name in form.files:
        messages.warning(request, _("Vælg filen ”%s” igen. Den kunne ikke gemmes, mens du var logget ud.") % name)
    again = HttpResponse(status=307)
    again["Location"] = form.path
    return again


@require_POST
def throw_kept_away(request: HttpRequest) -> HttpResponseBase:
    idle.forget(request)
    return redirect("/")
