"""Products, delivery forms, sectors, regions and dated maximum tariffs.

Promises: every fact carries its source; a tariff outside its horizon is not known, never guessed.
"""

from driehoek.domain.catalogue.codes import CodeEntry, CodeList
from driehoek.domain.catalogue.indications import (
    CareClass,
    CareFunction,
    ClassHours,
    FunctionClass,
    Indicated,
    ProfileClasses,
    ProfileGroup,
    Zzp,
    care_in_year,
    hours_per_week,
)
from driehoek.domain.catalogue.products import (
    SYNTHETIC_PREFIX,
    CareKind,
    Category,
    DeliveryForm,
    Product,
    Sector,
    Treatment,
)
from driehoek.domain.catalogue.regions import Confidence, Designation, Municipality, Region, Regions, one_region_each
from driehoek.domain.catalogue.tariffs import Badge, MaximumTariff, TariffLine, TariffTable, tariff_table

__all__ = [
    "SYNTHETIC_PREFIX",
    "Badge",
    "CareClass",
    "CareFunction",
    "CareKind",
    "Category",
    "ClassHours",
    "CodeEntry",
    "CodeList",
    "Confidence",
    "DeliveryForm",
    "Designation",
    "FunctionClass",
    "Indicated",
    "MaximumTariff",
    "Municipality",
    "Product",
    "ProfileClasses",
    "ProfileGroup",
    "Region",
    "Regions",
    "Sector",
    "TariffLine",
    "TariffTable",
    "Treatment",
    "Zzp",
    "care_in_year",
    "hours_per_week",
    "one_region_each",
    "tariff_table",
]
