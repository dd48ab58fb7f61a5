"""Which addresses does this room answer?"""

from django.urls import path

from .views import own_data, person, register, search, today

app_name = "staff"
urlpatterns = [
    path("", today.front, name="front"),
    path("i-dag/", today.today, name="today"),
    path("i-dag/egne-maal/", today.own_goals, name="own_goals"),
    path("i-dag/i-nat/", today.tonight, name="tonight"),
    path("i-dag/hjemloese/", today.homeless, name="homeless"),
    path("i-dag/holdet/", today.team, name="team"),
    path("find/", search.search, name="search"),
    path("borger/<uuid:person_id>/", person.person, name="person"),
    path("borger/<uuid:person_id>/sket/", person.history, name="history"),
    path("borger/<uuid:person_id>/ved-siden-af/", person.aside, name="aside"),
    path("borger/<uuid:person_id>/indsigt/", own_data.own_data, name="own_data"),
    path("borger/<uuid:person_id>/indsigt/set-igennem/", own_data.read_through, name="read_through"),
    path("navneliste/", register.register, name="register"),
    path("navneliste/udtraek/", register.export_register, name="export_register"),
]
