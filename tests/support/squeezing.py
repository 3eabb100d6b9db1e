"""What a screen loses where there is little room: text that is cut off or out of sight, and what cannot be reached."""

from tests.support.browser import Page
from tests.support.lived_day import CAMERAS
from tests.support.sentences import sentences

# What a camera is called may be an example of the panel's, and words that were said may be words of the panel.
_NAMES = frozenset(CAMERAS.values())
_WATCH = """
window.shown = () => everything().filter((element) =>
  element.checkVisibility({visibilityProperty: true}) && getComputedStyle(element).clipPath === 'none');
window.around = function* (element) {
  for (let node = element; node; node = node.assignedSlot ?? node.parentElement ?? node.getRootNode().host) yield node;
};
window.named = (element) => `${element.localName}.${element.className} "${
  (element.getAttribute('aria-label') ?? element.textContent).replace(/\\s+/g, ' ').trim().slice(0, 60)}"`;
window.ownText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
/** Text that is wider than its box, or beyond the window's edges, without a way to scroll there. */
window.cutOff = () => shown().filter(ownText).flatMap((element) => {
  const {left, right, width} = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  if (width < 2 || element instanceof SVGElement || ['option', 'style'].includes(element.localName)) return [];
  const canScroll = [...around(element)].some((node) => {
    const {overflowX} = getComputedStyle(node);
    return (overflowX === 'auto' || overflowX === 'scroll') && node.scrollWidth > node.clientWidth;
  });
  const isMeant = style.textOverflow === 'ellipsis';
  const isWide = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
  const isPicture = [...around(element)].some((node) => node.ariaHidden === 'true');
  if (isWide && !canScroll && !isMeant && !isPicture) return [`wider than its box: ${named(element)}`];
  return !canScroll && (left < -1 || right > innerWidth + 1) ? [`out of sight: ${named(element)}`] : [];
});
window.deepest = (x, y) => {
  let hit = document.elementFromPoint(x, y);
  for (let inner = hit; inner; ) {
    hit = inner;
    inner = inner.shadowRoot?.elementFromPoint(x, y);
    if (inner === hit) break;
  }
  return hit;
};
/** Buttons, links and fields that something else covers, wherever one scrolls; what lies below a menu is not meant. */
window.covered = () => {
  const modal = everything().find((element) => element.matches('dialog:modal'));
  const isCovered = (element) => {
    element.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
    const [{left, right, top, bottom}] = element.getClientRects();
    const hit = [...around(deepest((left + right) / 2, (top + bottom) / 2))];
    const isLabel = hit.some((node) => node.localName === 'label' && node.contains(element));
    return hit.length > 0 && !hit.includes(element) && !isLabel && !hit.some((node) => node.matches(':popover-open'));
  };
  const found = shown()
    .filter((element) => element.matches('button, a[href], input, select, textarea') && !element.disabled)
    .filter((element) => modal === undefined || [...around(element)].includes(modal))
    .filter(isCovered)
    .map((element) => `covered: ${named(element)}`);
  scrollTo(0, 0);
  return found;
};
window.spaced = () => {
  const sheet = new CSSStyleSheet();
  const rules = ['line-height: 1.5', 'letter-spacing: .12em', 'word-spacing: .16em'];
  sheet.replaceSync(`* {${rules.map((rule) => `${rule} !important;`).join('')}}`);
  const roots = [document, ...everything().map(({shadowRoot}) => shadowRoot).filter(Boolean)];
  for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    for (const root of roots) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
};
window.texts = () => [...new Set(shown().flatMap((element) => [
  ...[...element.childNodes].filter(({nodeType}) => nodeType === 3).map(({data}) => data.replace(/\\s+/g, ' ').trim()),
  ...['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
]).filter((text) => text !== ''))];
"""


async def prepare(page: Page) -> None:
    """Make a tab ready to be measured, after `screens.prepare`."""
    await page.prepare(_WATCH)


async def lost(page: Page) -> list[str]:
    """Return what is cut off, out of sight or covered as the screen is now."""
    found: list[str] = await page.evaluate("[...cutOff(), ...covered()]")
    return found


async def lost_when_spaced(page: Page) -> list[str]:
    """Return what is cut off when text is spaced as far as WCAG 1.4.12 asks for."""
    found: list[str] = await page.evaluate(
        "(() => { const undo = spaced(); const found = cutOff(); undo(); return found })()"
    )
    return found


async def not_german(page: Page) -> list[str]:
    """Return what is shown in English, or as the key of a sentence, to somebody who reads German."""
    english, german = (sentences(language) for language in ("en", "de"))
    foreign = {text for key, text in english.items() if german.get(key) != text} - set(german.values())
    texts: list[str] = await page.evaluate("texts()")
    return [
        text for text in texts if text in english or (text in foreign and text not in _NAMES and not text.islower())
    ]
