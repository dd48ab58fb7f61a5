"""How does a user sign in and out? allauth's views in our frame, and the way back to what was being written.

This room knows no viewers, so access gives each page its address and audience (access/sign_in_urls.py).
"""

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
from allauth.socialaccount.providers.openid_connect import views as broker
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from . import idle

View = Callable[..., HttpResponseBase]
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
to_broker = _theirs(broker.login)
from_broker = _theirs(broker.callback)
broker_cancelled = _theirs(socialaccount.login_cancelled)
connections = _theirs(socialaccount.connections)


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
        messages.warning(request, _("Vælg filen “%s” igen. Den kunne ikke gemmes, mens du var logget ud.") % name)
    again = HttpResponse(status=307)
    again["Location"] = form.path
    return again


@require_POST
def throw_kept_away(request: HttpRequest) -> HttpResponseBase:
    idle.forget(request)
    return redirect("/")
