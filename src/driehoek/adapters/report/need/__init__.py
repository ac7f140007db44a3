"""Pages about need: one HTML file each, their charts and maps, and the data beside them as CSV.

Promises: a page says what `application.need.shown` says and nothing more; every chart and map has its table and needs
no colour; the same page gives the same bytes.
"""

from driehoek.adapters.report.need.geo import read_shapes
from driehoek.adapters.report.need.html import figures_of, need_html
from driehoek.adapters.report.need.maps import Atlas, Place

__all__ = ["Atlas", "Place", "figures_of", "need_html", "read_shapes"]
