"""Which addresses does this room answer?"""

from django.urls import URLPattern, path

from hjemvej.efforts.safe_night.board import views as board
from hjemvej.efforts.safe_night.mornings import views as mornings
from hjemvej.efforts.safe_night.placing import views as placing
from hjemvej.efforts.safe_night.staying import views as staying

app_name = "safe_night"
urlpatterns: list[URLPattern] = [
    path("", board.board, name="board"),
    path("steder/", board.houses, name="houses"),
    path("uafklaret/", board.unsettled, name="unsettled"),
    path("papir/", board.paper, name="paper"),
    path("hus/<uuid:house_id>/ledige/", board.report_free_places, name="report_free_places"),
    path("mangler-et-sted/", placing.someone_needs_a_place, name="someone_needs_a_place"),
    path("bed-om-plads/<uuid:person_id>/", placing.request_place, name="request_place"),
    path("find/<uuid:request_id>/", placing.find_place, name="find_place"),
    path("find/<uuid:request_id>/hold/<uuid:place_id>/", placing.hold_place, name="hold_place"),
    path("find/<uuid:request_id>/nej/<uuid:house_id>/", placing.say_no, name="say_no"),
    path("find/<uuid:request_id>/selv/", placing.withdraw_request, name="withdraw_request"),
    path("kommer-igen/<uuid:person_id>/", placing.come_again, name="come_again"),
    path("holdt/<uuid:occupancy_id>/fri/", placing.cancel_hold, name="cancel_hold"),
    path("holdt/<uuid:occupancy_id>/laengere/", placing.extend_hold, name="extend_hold"),
    path("holdt/<uuid:occupancy_id>/kommet/", staying.confirm_arrival, name="confirm_arrival"),
    path("ophold/<uuid:occupancy_id>/", staying.stay, name="stay"),
    path("ophold/<uuid:occupancy_id>/laengere/", staying.extend_stay, name="extend_stay"),
    path("ophold/<uuid:occupancy_id>/rejst/", staying.depart, name="depart"),
    path("morgen/", mornings.morning, name="morning"),
    path("morgen/<str:night>/", mornings.morning, name="morning_of"),
    path("morgen/<str:night>/sov-inde/", mornings.slept_inside, name="slept_elsewhere"),
    path("morgen/<str:night>/sov-inde/<uuid:house_id>/", mornings.slept_inside, name="slept_inside"),
    path("morgen/<str:night>/<uuid:person_id>/", mornings.correct_night, name="correct_night"),
]
