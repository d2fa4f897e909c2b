"""What was done about a referral, and what came back to what we sent, only grow."""

from django.db import migrations

from waymark.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]

    operations = [AppendOnly("referrals_step"), AppendOnly("referrals_reply")]
