"""What clients read and say of a round: two plain pages per location, and one report of all their input.

Promises: the pages hold nothing that was not shared with clients, and always fit two sheets; the report leaves nothing
out and says of each input what was done with it, or that nothing was.
"""

from driehoek.application.council.pages import ClientPages, Known, Promise, client_pages
from driehoek.application.council.report import InputReport, input_report

__all__ = ["ClientPages", "InputReport", "Known", "Promise", "client_pages", "input_report"]
