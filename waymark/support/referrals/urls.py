"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.support.referrals.views import intake, moves, sendings, triage

urlpatterns: list[URLPattern] = [
    path("", intake.referrals, name="referrals"),
    path("take/", intake.take_referral, name="take_referral"),
    path("declined/", triage.declined_referrals, name="declined_referrals"),
    path("person/<uuid:person_id>/", intake.referrals_of, name="referrals_of"),
    path("person/<uuid:person_id>/refer-on/", sendings.refer_on, name="refer_on"),
    path("sent/<uuid:sending_id>/", sendings.sending, name="sending"),
    path("episode/<uuid:episode_id>/transfer/", moves.transfer, name="transfer"),
    path("stay/<uuid:stay_id>/", moves.transition, name="transition"),
    path("stay/<uuid:stay_id>/plan/", moves.plan_move, name="plan_move"),
    path("stay/<uuid:stay_id>/hope/", moves.hope_to_leave, name="hope_to_leave"),
    path("stay/<uuid:stay_id>/leave/", moves.leave_ward, name="leave_ward"),
    path("move/<uuid:move_id>/done/", moves.finish_move, name="finish_move"),
    path("<uuid:referral_id>/", triage.referral, name="referral"),
    path("<uuid:referral_id>/acknowledge/", triage.acknowledge_referral, name="acknowledge_referral"),
    path("<uuid:referral_id>/give/", triage.give_referral, name="give_referral"),
    path("<uuid:referral_id>/decide/", triage.decide_referral, name="decide_referral"),
    path("<uuid:referral_id>/waiting/", triage.change_waiting, name="change_waiting"),
    path("<uuid:referral_id>/allocate/", triage.allocate_referral, name="allocate_referral"),
]
