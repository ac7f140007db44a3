"""Packaged facts: dated, sourced tables and code lists. `driehoek.adapters.catalogue` reads them.

Each file opens with ``# key: value`` lines: ``title``, ``source`` and ``confirmed_on`` (the last day on which a
person compared the table with its source) always; ``as_of``, ``from``, ``through``, ``series: history`` and ``note``
where they say something. After them comes a table with semicolons and a header.
"""
