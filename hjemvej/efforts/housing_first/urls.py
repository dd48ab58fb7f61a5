"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "housing_first"
urlpatterns = [
    path("", views.not_offered, name="not_offered"),
    path("borger/<uuid:person_id>/", views.offers, name="offers"),
    path("borger/<uuid:person_id>/tilbyd/", views.offer_housing_first, name="offer_housing_first"),
    path("borger/<uuid:person_id>/ikke-endnu/", views.put_off_offer, name="put_off_offer"),
    path("tilbud/<uuid:housing_first_offer_id>/svar/", views.answer_offer, name="answer_offer"),
    path("tilbud/<uuid:housing_first_offer_id>/ret/", views.correct_offer, name="correct_offer"),
]
