"""The catalogue from files: the packaged tables, and tariff files of others.

Promises: packaged tables are checked on reading and cached; a tariff file is read with all its faults at once, and
which column is which is asked once per shape of file.
"""

from driehoek.adapters.catalogue.load import (
    CODE_LISTS,
    load_class_hours,
    load_classes,
    load_code_list,
    load_functions,
    load_products,
    load_profile_classes,
    load_regions,
    load_tariff_lines,
    load_tariffs,
    load_time_units,
    load_zzps,
)

__all__ = [
    "CODE_LISTS",
    "load_class_hours",
    "load_classes",
    "load_code_list",
    "load_functions",
    "load_products",
    "load_profile_classes",
    "load_regions",
    "load_tariff_lines",
    "load_tariffs",
    "load_time_units",
    "load_zzps",
]
