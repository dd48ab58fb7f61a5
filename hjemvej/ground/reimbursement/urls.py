"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "reimbursement"
urlpatterns = [
    path("", views.month, name="month"),
    path("borger/<uuid:person_id>/", views.citizen, name="citizen"),
    path("borger/<uuid:person_id>/skriv/", views.write_fact, name="write_fact"),
]
