"""What was confirmed, and what somebody said it is like, only grow."""

from django.db import migrations

from waymark.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("service_users", "0002_confirmed_and_given")]

    operations = [AppendOnly("service_users_confirmation"), AppendOnly("service_users_account")]
