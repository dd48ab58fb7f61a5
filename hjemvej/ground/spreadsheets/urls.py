"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "spreadsheets"
urlpatterns = [
    path("", views.imports, name="imports"),
    path("<uuid:upload_id>/kolonner/", views.choose_columns, name="choose_columns"),
    path("<uuid:upload_id>/proeve/", views.dry_run, name="dry_run"),
    path("<uuid:upload_id>/faerdig/", views.done, name="done"),
    path("<uuid:upload_id>/skal-ses-efter.xlsx", views.leftover, name="leftover"),
]
