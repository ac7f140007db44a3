"""The report of a round and a comparison for people: one HTML file each, a text for the terminal, a picture.

Promises: one file that opens anywhere without a network; the same report gives the same bytes; every figure has its
table; what a user wrote is never markup.
"""

from driehoek.adapters.report.compare_html import comparison_html
from driehoek.adapters.report.compare_text import comparison_text
from driehoek.adapters.report.html import report_html
from driehoek.adapters.report.picture import find_browser, picture
from driehoek.adapters.report.text import report_text
from driehoek.adapters.report.yardstick_html import yardstick_html
from driehoek.adapters.report.yardstick_text import yardstick_text

__all__ = [
    "comparison_html",
    "comparison_text",
    "find_browser",
    "picture",
    "report_html",
    "report_text",
    "yardstick_html",
    "yardstick_text",
]
