"""Which addresses does this room answer?"""

from django.urls import path

from hjemvej.ground.spreadsheets.dwellings import views as dwellings
from hjemvej.ground.spreadsheets.importing import views as importing

from . import views

app_name = "spreadsheets"
urlpatterns = [
    path("boliger/", dwellings.upload_dwellings, name="upload_dwellings"),
    path(
        "boliger/<uuid:dwelling_list_id>/kolonner/", dwellings.choose_dwelling_columns, name="choose_dwelling_columns"
    ),
    path("boliger/<uuid:dwelling_list_id>/proeve/", dwellings.dwellings_dry_run, name="dwellings_dry_run"),
    path("boliger/<uuid:dwelling_list_id>/indlaeses/", dwellings.dwellings_running, name="dwellings_running"),
    path("boliger/<uuid:dwelling_list_id>/faerdig/", dwellings.dwellings_done, name="dwellings_done"),
    path(
        "boliger/<uuid:dwelling_list_id>/skal-ses-efter.xlsx", dwellings.dwellings_leftover, name="dwellings_leftover"
    ),
    path("", views.imports, name="imports"),
    path("<uuid:upload_id>/kolonner/", views.choose_columns, name="choose_columns"),
    path("<uuid:upload_id>/proeve/", importing.dry_run, name="dry_run"),
    path("<uuid:upload_id>/indlaeses/", importing.running, name="running"),
    path("<uuid:upload_id>/faerdig/", importing.done, name="done"),
    path("<uuid:upload_id>/skal-ses-efter.xlsx", importing.leftover, name="leftover"),
]
