"""The panel in a tab of a real browser, below a prefix as ingress has one: what tests do there and look for."""

import contextlib
from pathlib import Path
from typing import Any

from tests.support.browser import Page, PageError
from tests.support.waiting import eventually

# `deep` finds an element in whatever shadow it is, step by step (`a >> b`: b somewhere below a); `until` waits for what
# `look` finds. What goes wrong is noted.
TOOLS = """
window.wrong = [];
addEventListener('error', ({message}) => wrong.push(message));
addEventListener('unhandledrejection', ({reason}) => wrong.push(String(reason)));
addEventListener('securitypolicyviolation', ({blockedURI}) => wrong.push(`blocked: ${blockedURI}`));
window.below = (root, selector) => {
  const found = root.querySelector(selector);
  if (found) return found;
  for (const element of [root, ...root.querySelectorAll('*')]) {
    const inner = element.shadowRoot && below(element.shadowRoot, selector);
    if (inner) return inner;
  }
  return null;
};
window.deep = (path) => path.split(' >> ').reduce((root, selector) => root && below(root, selector), document);
window.until = (look) => new Promise((done, fail) => {
  const again = () => {
    try {
      const found = look();
      if (found) done(found === true || found instanceof Node ? true : found);
      else setTimeout(again, 50);
    } catch (error) {
      fail(error);
    }
  };
  again();
});
window.text = (selector) => deep(selector)?.textContent.replace(/\\s+/g, ' ').trim() ?? '';
"""
# A busy machine must not take away what is offered for ten seconds.
PATIENT = """
const soon = window.setTimeout;
window.setTimeout = (work, ms, ...given) => soon(work, ms === 10_000 ? 600_000 : ms, ...given);
"""
# What takes back what was told last; `all` finds every element within one's shadow.
UNDO = "all('wf-toasts', 'button').findLast((each) => each.textContent.trim() === 'Undo')"


class Tab:
    """The panel in a tab; `root` is its own root, `artifacts` where pictures go."""

    def __init__(self, page: Page, root: str, artifacts: Path) -> None:
        self.page = page
        self.root = root
        self._artifacts = artifacts

    async def open(self, path: str) -> None:
        await self.page.open(f"{self.root}{path}")
        await self.page.evaluate(TOOLS)

    async def until(self, expression: str) -> Any:
        return await self.page.evaluate(f"until(() => {expression})")

    async def until_again(self, expression: str) -> None:
        """Wait for what is so once the page was loaded anew."""

        async def is_so() -> bool:
            with contextlib.suppress(PageError):  # between two pages
                await self.page.evaluate(TOOLS)
                return bool(await self.page.evaluate(f"Boolean({expression})"))
            return False

        await eventually(is_so, bool)

    async def run(self, expression: str) -> Any:
        return await self.page.evaluate(expression)

    async def press(self, key: str, *, shift: bool = False, alt: bool = False, control: bool = False) -> None:
        await self.page.press(key, shift=shift, alt=alt, control=control)

    async def screenshot(self, name: str) -> None:
        await self.page.screenshot(self._artifacts / f"{name}.png")

    async def resize(self, width: int, height: int) -> None:
        await self.page.look_like(width, height, is_phone=False, scheme="dark")
