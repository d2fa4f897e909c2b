"""Addresses of the leader's board."""

from django.urls import path

from waymark.doors.boards import views

urlpatterns = [
    path("", views.board, name="board"),
    path("caseload/<uuid:worker_id>/", views.board_caseload, name="board_caseload"),
    path("<slug:behind>/", views.board_list, name="board_list"),
]
