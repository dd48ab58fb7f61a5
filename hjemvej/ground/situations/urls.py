"""Which addresses does this room answer?"""

from django.urls import URLPattern, path

from . import views

app_name = "situations"
urlpatterns: list[URLPattern] = [
    path("gaden/", views.count_on_street, name="count_on_street"),
    path("<uuid:person_id>/", views.history, name="history"),
    path("<uuid:person_id>/nu/", views.record_situation, name="record_situation"),
    path("<uuid:person_id>/siden/", views.say_homeless_since, name="say_homeless_since"),
    path("<uuid:person_id>/ret/", views.correct_situation, name="correct_situation"),
]
