"""Tariff steps: the parts of the percentage of the maximum tariff; one file each."""
