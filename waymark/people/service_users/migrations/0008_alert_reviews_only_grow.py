"""What a manager said of an alert only grows."""

from django.db import migrations

from waymark.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("service_users", "0007_death_and_alerts")]

    operations = [AppendOnly("service_users_alertreview")]
