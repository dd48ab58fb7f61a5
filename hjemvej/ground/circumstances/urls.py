"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "circumstances"
urlpatterns = [
    path("borger/<uuid:person_id>/", views.circumstances, name="circumstances"),
    path("borger/<uuid:person_id>/noter/", views.write_fact, name="write_fact"),
    path("<uuid:circumstance_id>/ret/", views.correct_fact, name="correct_fact"),
    path("<uuid:circumstance_id>/traek-tilbage/", views.withdraw_fact, name="withdraw_fact"),
]
