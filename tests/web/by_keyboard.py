"""A browser that is only given keys: no mouse, no focus set by script, and at every stop a focus that one can see."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page

STOPS = 400
"""After so many stops one has been around every page of the portal at least once: what was not met is out of reach."""
_SEEN = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return '';
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const there = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  return drawn && there ? '' : at.outerHTML.slice(0, 160);
}"""
"""The element that has the focus when one cannot see that it has; nothing when all is well."""


@dataclass(frozen=True)
class Keys:
    """The hands of somebody who uses keys alone, on one page."""

    page: Page

    def to(self, wanted: Locator) -> Keys:
        """Tab until ``wanted`` has the focus; fails when it is never met, or when a stop on the way cannot be seen."""
        wanted.wait_for(state="visible")
        for _ in range(STOPS):
            if wanted.evaluate("node => node === document.activeElement"):
                return self
            self.page.keyboard.press("Tab")
            unseen = self.page.evaluate(_SEEN)
            assert not unseen, f"nobody sees the focus at {self.page.url}: {unseen}"
        pytest.fail(f"Tab never reaches it at {self.page.url}: {wanted}")

    def follow(self, wanted: Locator) -> None:
        """Go to a link or a button, press Enter, and wait for the page that comes."""
        self.to(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, wanted: Locator, text: str) -> None:
        """Go to a field and replace what stands in it."""
        self.to(wanted)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def press(self, wanted: Locator, key: str) -> None:
        """Go somewhere and press one key: a space for a box, Enter for what opens in place."""
        self.to(wanted)
        self.page.keyboard.press(key)

    def past_the_end(self) -> int:
        """Tab on until the focus has left the page; how many stops that took. A trap fails."""
        for stops in range(STOPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement === document.body"):
                return stops
        pytest.fail(f"the focus is trapped at {self.page.url}")
