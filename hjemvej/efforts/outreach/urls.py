"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "outreach"
urlpatterns = [
    path("", views.round_page, name="round"),
    path("begynd/", views.begin_round, name="begin_round"),
    path("slut/", views.end_round, name="end_round"),
    path("kendt/", views.find_met, name="find_met"),
    path("nyt-sted/", views.add_place, name="add_place"),
    path("sted/<uuid:outreach_place_id>/moedt/", views.write_meeting_at, name="write_meeting_at"),
    path("sted/<uuid:outreach_place_id>/ingen/", views.say_nobody_there, name="say_nobody_there"),
    path("borger/<uuid:person_id>/moedt/", views.write_meeting, name="write_meeting"),
    path("loefte/<uuid:promise_id>/", views.close_promise, name="close_promise"),
]
