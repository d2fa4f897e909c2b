"""Roles and posts are `services`' now (its 0002 renamed the tables); a holding points there."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0001_initial"), ("services", "0002_roles_and_posts")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="holding",
                    name="post",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="services.post"
                    ),
                ),
                migrations.DeleteModel(name="Post"),
                migrations.DeleteModel(name="Role"),
            ]
        )
    ]
