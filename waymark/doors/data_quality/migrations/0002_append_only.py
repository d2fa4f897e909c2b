"""What was put right is not changed afterwards: the next correction is another row."""

from django.db import migrations

from waymark.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("data_quality", "0001_initial")]

    operations = [AppendOnly("data_quality_correction")]
