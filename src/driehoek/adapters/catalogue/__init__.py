"""The catalogue from files: the packaged tables, and tariff files of others.

Promises: packaged tables are checked on reading and cached; a tariff file is read with all its faults at once, and
which column is which is asked once per shape of file.
"""

from driehoek.adapters.catalogue.columns import (
    MEMORY_FILE,
    Ask,
    Certainty,
    ColumnMapping,
    Field,
    Guess,
    Memory,
    guess_mapping,
    header_fingerprint,
    load_memory,
    save_memory,
)
from driehoek.adapters.catalogue.horizon import expiring
from driehoek.adapters.catalogue.load import (
    CODE_LISTS,
    load_class_hours,
    load_classes,
    load_code_list,
    load_functions,
    load_matters,
    load_products,
    load_profile_classes,
    load_regions,
    load_tariff_lines,
    load_tariffs,
    load_time_units,
    load_zzps,
)
from driehoek.adapters.catalogue.packaged import PackagedTable, PackagedTableError, read_table
from driehoek.adapters.catalogue.tariff_file import TariffFile, read_tariff_file
from driehoek.adapters.catalogue.write import product_rows, tariff_rows, write_tables

__all__ = [
    "CODE_LISTS",
    "MEMORY_FILE",
    "Ask",
    "Certainty",
    "ColumnMapping",
    "Field",
    "Guess",
    "Memory",
    "PackagedTable",
    "PackagedTableError",
    "TariffFile",
    "expiring",
    "guess_mapping",
    "header_fingerprint",
    "load_class_hours",
    "load_classes",
    "load_code_list",
    "load_functions",
    "load_matters",
    "load_memory",
    "load_products",
    "load_profile_classes",
    "load_regions",
    "load_tariff_lines",
    "load_tariffs",
    "load_time_units",
    "load_zzps",
    "product_rows",
    "read_table",
    "read_tariff_file",
    "save_memory",
    "tariff_rows",
    "write_tables",
]
