"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "economy"
urlpatterns = [
    path("borger/<uuid:person_id>/", views.economy, name="economy"),
    path("borger/<uuid:person_id>/ny/", views.write_sheet, name="write_sheet"),
    path("<uuid:sheet_id>/", views.sheet, name="sheet"),
]
