"""Which addresses does this room answer?"""

from django.urls import URLPattern, path

from . import views

app_name = "shelters"
urlpatterns: list[URLPattern] = [
    path("", views.places, name="places"),
    path("nyt/", views.create_house, name="create_house"),
    path("<uuid:house_id>/", views.house, name="house"),
    path("<uuid:house_id>/ret/", views.change_house, name="change_house"),
    path("<uuid:house_id>/paragraf/", views.change_paragraph, name="change_paragraph"),
    path("<uuid:house_id>/takst/", views.set_rate, name="set_rate"),
    path("<uuid:house_id>/tider/", views.set_hours, name="set_hours"),
    path("<uuid:house_id>/ny-plads/", views.add_place, name="add_place"),
    path("plads/<uuid:place_id>/", views.change_place, name="change_place"),
    path("plads/<uuid:place_id>/luk/", views.close_place, name="close_place"),
    path("plads/<uuid:place_id>/luk-op/", views.open_place, name="open_place"),
]
