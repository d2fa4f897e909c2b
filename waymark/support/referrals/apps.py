"""Referral in, triage, the waiting list, transfer, the move from ward to home, referral on. Serves LDS-06, TPL-12 and TPL-17."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "waymark.support.referrals"
    label = "referrals"
