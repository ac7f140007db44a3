"""Products, delivery forms, sectors, regions and dated maximum tariffs.

Promises: every fact carries its source; a tariff outside its horizon is not known, never guessed.
"""

from driehoek.domain.catalogue.products import Category, DeliveryForm, Product, Sector, Treatment
from driehoek.domain.catalogue.tariffs import Badge, MaximumTariff, TariffTable

__all__ = ["Badge", "Category", "DeliveryForm", "MaximumTariff", "Product", "Sector", "TariffTable", "Treatment"]
