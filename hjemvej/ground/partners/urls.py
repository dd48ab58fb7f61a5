"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "partners"
urlpatterns = [
    path("", views.organisations, name="organisations"),
    path("ny/", views.add_partner, name="add_partner"),
    path("<uuid:organisation_id>/", views.organisation, name="organisation"),
    path("<uuid:organisation_id>/ret/", views.change_partner, name="change_partner"),
    path("<uuid:organisation_id>/kontakt/", views.add_contact, name="add_contact"),
    path("<uuid:organisation_id>/aftale/", views.make_agreement, name="make_agreement"),
    path("kontakt/<int:contact_id>/", views.change_contact, name="change_contact"),
    path("kontakt/<int:contact_id>/fjern/", views.remove_contact, name="remove_contact"),
    path("aftale/<uuid:agreement_id>/afslut/", views.end_agreement, name="end_agreement"),
]
