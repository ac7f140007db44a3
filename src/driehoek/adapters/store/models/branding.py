"""The look an organisation brings to its pages."""

from __future__ import annotations

from django.db import models

from driehoek.adapters.store.models.people import Organisation, Person


class Look(models.Model):
    """The design tokens of an organisation, as they were checked; everyone who sees its pages reads them."""

    organisation = models.OneToOneField(Organisation, primary_key=True, on_delete=models.PROTECT, related_name="look")
    tokens = models.TextField(help_text="as the organisation gave them")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.organisation_id)
