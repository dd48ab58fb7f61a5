"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [path("<uuid:document_id>/", views.download, name="download")]
