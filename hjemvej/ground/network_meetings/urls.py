"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "network_meetings"
urlpatterns = [
    path("borger/<uuid:person_id>/", views.meetings, name="meetings"),
    path("borger/<uuid:person_id>/ny/", views.invite_citizen, name="invite_citizen"),
    path("<uuid:network_meeting_id>/", views.meeting, name="meeting"),
    path("<uuid:network_meeting_id>/tid/", views.choose_time, name="choose_time"),
    path("<uuid:network_meeting_id>/besked/", views.tell_guest, name="tell_guest"),
    path("<uuid:network_meeting_id>/referat/", views.write_minutes, name="write_minutes"),
    path("<uuid:network_meeting_id>/ikke-holdt/", views.end_without_meeting, name="end_without_meeting"),
    path("<uuid:network_meeting_id>/brev/", views.write_invitation, name="write_invitation"),
    path("<uuid:network_meeting_id>/kalender/", views.calendar_file, name="calendar_file"),
    path("opgave/<uuid:task_id>/", views.meeting_of_task, name="meeting_of_task"),
]
