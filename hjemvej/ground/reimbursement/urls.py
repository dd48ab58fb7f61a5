"""Which addresses does this room answer?"""

from django.urls import path

from . import views
from .month import views as month

app_name = "reimbursement"
urlpatterns = [
    path("", month.month, name="month"),
    path("borger/<uuid:person_id>/", views.citizen, name="citizen"),
    path("borger/<uuid:person_id>/skriv/", views.write_fact, name="write_fact"),
]
