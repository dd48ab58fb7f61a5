"""Which addresses does this room answer?"""

from django.urls import path

from hjemvej.ground.spreadsheets.importing import views as importing

from . import views

app_name = "spreadsheets"
urlpatterns = [
    path("", views.imports, name="imports"),
    path("<uuid:upload_id>/kolonner/", views.choose_columns, name="choose_columns"),
    path("<uuid:upload_id>/proeve/", importing.dry_run, name="dry_run"),
    path("<uuid:upload_id>/indlaeses/", importing.running, name="running"),
    path("<uuid:upload_id>/faerdig/", importing.done, name="done"),
    path("<uuid:upload_id>/skal-ses-efter.xlsx", importing.leftover, name="leftover"),
]
