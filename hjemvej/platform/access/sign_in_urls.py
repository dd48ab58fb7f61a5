"""Where does each sign-in page stand? Under /konto/, by the names allauth looks for; no other of its pages is open."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path

from hjemvej.platform.identity import views

from .pages import Audience, page
from .viewer import looking_as, system

View = Callable[..., HttpResponseBase]

# These forms are taken as often as they are sent, so that a user can sign in again.
anyone = page(Audience.PUBLIC, once=False)
signed_in_by_broker = page(
    Audience.PUBLIC, once=False, writes_on_get="the broker sends the browser back, and so the sign-in ends with a GET"
)
signed_in = page(Audience.SIGNED_IN, once=False)
shows_codes = page(
    Audience.SIGNED_IN, once=False, writes_on_get="recovery codes are made, and marked as seen, when they are shown"
)


def believed(view: View) -> View:
    """Look as the system: whose account the broker's answer opens is known at the end, and nothing in it is typed."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with looking_as(system("sign_in")):
            return view(request, *args, **kwargs)

    return answered


urlpatterns = [
    path("log-ind/", anyone(views.sign_in), name="account_login"),
    path("log-ud/", anyone(views.sign_out), name="account_logout"),
    path("lukket/", anyone(views.not_active), name="account_inactive"),
    path("bekraeft/", signed_in(views.confirm_it_is_me), name="account_reauthenticate"),
    path("adgangskode/", signed_in(views.change_password), name="account_change_password"),
    path("to-faktor/", signed_in(views.second_factors), name="mfa_index"),
    path("to-faktor/kode/", anyone(views.show_second_factor), name="mfa_authenticate"),
    path("to-faktor/bekraeft/", signed_in(views.confirm_by_code), name="mfa_reauthenticate"),
    path("to-faktor/app/", signed_in(views.activate_codes), name="mfa_activate_totp"),
    path("to-faktor/app/fjern/", signed_in(views.stop_codes), name="mfa_deactivate_totp"),
    path("to-faktor/noedkoder/", shows_codes(views.recovery), name="mfa_view_recovery_codes"),
    path("to-faktor/noedkoder/nye/", signed_in(views.new_recovery), name="mfa_generate_recovery_codes"),
    path("to-faktor/noedkoder/hent/", shows_codes(views.download_recovery), name="mfa_download_recovery_codes"),
    path("noegler/", signed_in(views.passkeys), name="mfa_list_webauthn"),
    path("noegler/ny/", signed_in(views.add_passkey), name="mfa_add_webauthn"),
    path("noegler/bekraeft/", signed_in(views.confirm_by_passkey), name="mfa_reauthenticate_webauthn"),
    path("noegler/<int:pk>/fjern/", signed_in(views.remove_passkey), name="mfa_remove_webauthn"),
    path("noegler/<int:pk>/navn/", signed_in(views.rename_passkey), name="mfa_edit_webauthn"),
    path("noegler/log-ind/", anyone(views.sign_in_by_passkey), name="mfa_login_webauthn"),
    path("tjeneste/", signed_in(views.connections), name="socialaccount_connections"),
    path("tjeneste/fortrudt/", anyone(views.broker_cancelled), name="socialaccount_login_cancelled"),
    path("tjeneste/<str:provider_id>/", anyone(views.to_broker), name="openid_connect_login"),
    path(
        "tjeneste/<str:provider_id>/svar/",
        signed_in_by_broker(believed(views.from_broker)),
        name="openid_connect_callback",
    ),
]
