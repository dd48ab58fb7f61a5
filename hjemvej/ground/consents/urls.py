"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "consents"
urlpatterns = [
    path("borger/<uuid:person_id>/", views.consents, name="consents"),
    path("borger/<uuid:person_id>/nyt/", views.give_consent, name="give_consent"),
    path("<uuid:consent_id>/", views.consent, name="consent"),
    path("<uuid:consent_id>/fil/", views.export_consent, name="export_consent"),
    path("<uuid:consent_id>/traek-tilbage/", views.withdraw_consent, name="withdraw_consent"),
]
