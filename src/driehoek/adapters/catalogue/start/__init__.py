"""Files of a purchaser as they are, read into lines with their place.

Promises: every row is used, or listed with a reason; totals are never counted but held against the rows; what is not
certain is asked once per shape of file and remembered; nothing is guessed in silence.
"""

from driehoek.adapters.catalogue.start.folder import FolderReader
from driehoek.adapters.catalogue.start.memory import ANSWERS_FILE, Answers, answers_text, load_answers

__all__ = ["ANSWERS_FILE", "Answers", "FolderReader", "answers_text", "load_answers"]
