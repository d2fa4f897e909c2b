"""A visit kept on a ward, and the reason for a week's missing contacts, only grow."""

from django.db import migrations

from waymark.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("caseload", "0002_stays_bands_and_weeks")]

    operations = [AppendOnly("caseload_keptvisit"), AppendOnly("caseload_leftunplaced")]
