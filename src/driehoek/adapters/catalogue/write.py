"""Products and tariffs as the tables of a dossier: ``products.csv`` and ``tariffs.csv``."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from driehoek.adapters.catalogue.tariff_file import TariffFile
from driehoek.domain.catalogue import Product, TariffLine

PRODUCT_COLUMNS = ("code", "name", "sector", "form", "unit", "category", "treatment", "zzp", "function")
TARIFF_COLUMNS = ("product", "maximum", "from", "through", "badge", "source")


def product_rows(products: Iterable[Product]) -> tuple[tuple[str, ...], ...]:
    """The rows of ``products.csv``, in order of code, without the header."""
    return tuple(
        (
            product.code,
            product.name,
            product.sector.value,
            product.form.value,
            product.unit.value,
            product.category.value,
            product.treatment.value,
            product.zzp or "",
            product.function or "",
        )
        for product in sorted(products, key=lambda item: item.code)
    )


def tariff_rows(lines: Iterable[TariffLine]) -> tuple[tuple[str, ...], ...]:
    """The rows of ``tariffs.csv``, in order of product and period, without the header; the last day counts."""
    return tuple(
        (
            line.product,
            str(line.maximum),
            line.period.start.isoformat(),
            line.period.last.isoformat() if line.period.last else "",
            line.badge.value,
            line.source,
        )
        for line in sorted(lines, key=lambda item: (item.product, item.period))
    )


def write_tables(folder: Path, tariffs: TariffFile) -> tuple[Path, ...]:
    """Write the tables of a dossier; nothing when the file has a fault, for nothing is written half.

    Args:
        folder: the dossier.
        tariffs: what was read. Without products only ``tariffs.csv`` is written.

    Returns:
        The files that were written.
    """
    if not tariffs.usable:
        return ()
    texts = {"tariffs.csv": _csv(TARIFF_COLUMNS, tariff_rows(tariffs.lines))}
    if tariffs.products:
        texts["products.csv"] = _csv(PRODUCT_COLUMNS, product_rows(tariffs.products))
    beside = {name: folder / f"{name}.new" for name in sorted(texts)}
    for name, path in beside.items():
        path.write_text(texts[name], encoding="utf-8", newline="")
    return tuple(path.replace(folder / name) for name, path in beside.items())


def _csv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
