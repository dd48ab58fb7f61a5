"""Where does each sign-in page stand? Under /konto/, by the names allauth looks for; no other of its pages is open."""

from django.urls import path

from .views import sign_in as views

urlpatterns = [
    path("log-ind/", views.sign_in, name="account_login"),
    path("log-ud/", views.sign_out, name="account_logout"),
    path("lukket/", views.not_active, name="account_inactive"),
    path("bekraeft/", views.confirm_it_is_me, name="account_reauthenticate"),
    path("adgangskode/", views.change_password, name="account_change_password"),
    path("to-faktor/", views.second_factors, name="mfa_index"),
    path("to-faktor/kode/", views.show_second_factor, name="mfa_authenticate"),
    path("to-faktor/bekraeft/", views.confirm_by_code, name="mfa_reauthenticate"),
    path("to-faktor/app/", views.activate_codes, name="mfa_activate_totp"),
    path("to-faktor/app/fjern/", views.stop_codes, name="mfa_deactivate_totp"),
    path("to-faktor/noedkoder/", views.recovery, name="mfa_view_recovery_codes"),
    path("to-faktor/noedkoder/nye/", views.new_recovery, name="mfa_generate_recovery_codes"),
    path("to-faktor/noedkoder/hent/", views.download_recovery, name="mfa_download_recovery_codes"),
    path("noegler/", views.passkeys, name="mfa_list_webauthn"),
    path("noegler/ny/", views.add_passkey, name="mfa_add_webauthn"),
    path("noegler/bekraeft/", views.confirm_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("noegler/<int:pk>/fjern/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("noegler/<int:pk>/navn/", views.rename_passkey, name="mfa_edit_webauthn"),
    path("noegler/log-ind/", views.sign_in_by_passkey, name="mfa_login_webauthn"),
    path("tjeneste/", views.connections, name="socialaccount_connections"),
    path("tjeneste/fortrudt/", views.broker_cancelled, name="socialaccount_login_cancelled"),
    path("tjeneste/<str:provider_id>/", views.to_broker, name="openid_connect_login"),
    path("tjeneste/<str:provider_id>/svar/", views.from_broker, name="openid_connect_callback"),
]
