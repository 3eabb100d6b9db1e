"""Somebody at the panel who knows it by what is read and heard: roles, labels and texts of the accessibility tree."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.support.browser import NavigatedError, Page, PageError
from tests.support.waiting import PATIENCE_S, eventually

# Whether a point of the window belongs to an element, or what is there instead.
_HIT = """function (x, y) {
  let hit = document.elementFromPoint(x, y);
  for (let inner = hit; inner; ) {
    hit = inner;
    inner = inner.shadowRoot?.elementFromPoint(x, y);
    if (inner === hit) break;
  }
  for (let node = hit; node; node = node.assignedSlot ?? node.parentNode ?? node.host) if (node === this) return true;
  return hit?.outerHTML.slice(0, 120) ?? 'nothing';
}"""
# A page in the background draws nothing.
_NEXT_FRAME = "new Promise((done) => { requestAnimationFrame(() => done()); setTimeout(done, 100); })"
_SELECT = """function (wanted) {
  const found = [...this.options].find(({label}) => label === wanted);
  if (!found) return [...this.options].map(({label}) => label).join();
  this.value = found.value;
  this.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
  this.dispatchEvent(new Event('change', {bubbles: true}));
  return true;
}"""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something on the page. `node` is how the browser knows it."""

    role: str
    name: str
    node: int
    properties: dict[str, Any]

    @property
    def disabled(self) -> bool:
        """Whether it does nothing now."""
        return bool(self.properties.get("disabled", False))


class Visitor:
    """Uses one tab as a person would: what cannot be seen or reached cannot be used."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def everything(self) -> list[Thing]:
        """Return all that can be read, heard or used now, in the page's order."""
        try:
            found = (await self.page.call("Accessibility.getFullAXTree"))["nodes"]
        except NavigatedError:  # between two pages nothing can be
            return []
        nodes = {node["nodeId"]: node for node in found}
        left, things = [found[0]["nodeId"]], list[Thing]()
        while left:
            node = nodes.get(left.pop())
            if node is None:
                continue
            left += reversed(node.get("childIds", []))
            if not node["ignored"]:
                things.append(_thing(node))
        return [thing for thing in things if thing.role != "InlineTextBox"]

    async def things(self, role: str, name: str = "") -> list[Thing]:
        """Return what has the role and a name with `name` in it, in the page's order."""
        return [thing for thing in await self.everything() if thing.role == role and name in thing.name]

    async def find(self, role: str, name: str = "") -> Thing:
        """Wait for something that can be used, and return it; the first one if there are several."""

        async def usable() -> list[Thing]:
            return [thing for thing in await self.things(role, name) if not thing.disabled]

        return (await eventually(usable, bool))[0]

    async def click(self, role: str, name: str = "") -> None:
        """Click on the middle of it once it is there, can be used, and nothing covers it."""

        async def clicked() -> bool | str:
            return await self.attempt(await self.find(role, name))

        await eventually(clicked, lambda done: done is True)

    async def click_in(self, place: str, role: str, name: str) -> None:
        """Click on what has just that name and stands after the beginning of a place, such as a dialog."""

        async def clicked() -> bool | str:
            things = await self.everything()
            begin = next((at for at, thing in enumerate(things) if thing.role == place), len(things))
            inside = [each for each in things[begin:] if (each.role, each.name) == (role, name) and not each.disabled]
            return await self.attempt(inside[0]) if inside else f"no {name!r} in a {place}"

        await eventually(clicked, lambda done: done is True)

    async def attempt(self, thing: Thing) -> bool | str:
        """Click on it; tell why that was not possible otherwise."""
        try:
            return await self.click_on(thing)
        except PageError as error:  # it was drawn anew just then
            return str(error)

    async def click_on(self, thing: Thing) -> bool | str:
        """Click on it; return what covers it instead if something does."""
        where = {"backendNodeId": thing.node}
        await self.page.call("DOM.scrollIntoViewIfNeeded", where)
        quads = (await self.page.call("DOM.getContentQuads", where))["quads"]
        if not quads:
            return "has no place"
        await self.page.evaluate(_NEXT_FRAME)
        if (await self.page.call("DOM.getContentQuads", where))["quads"] != quads:
            return "moves"
        x, y = (sum(quads[0][axis::2]) / 4 for axis in (0, 1))
        hit = await self._do(thing, _HIT, x, y)
        if hit is True:
            await self.page.click(x, y)
        return hit if isinstance(hit, str) else bool(hit)

    async def fill(self, name: str, text: str, role: str = "textbox") -> None:
        """Write into a field instead of what is in it, once that is possible."""

        async def is_chosen() -> bool | str:
            field = await self.find(role, name)
            if field.properties.get("readonly"):
                return f"{name!r} can only be read"
            try:
                await self.page.call("DOM.focus", {"backendNodeId": field.node})
                await self._do(field, "function () { this.select(); }")
            except PageError as error:  # it was drawn anew just then
                return str(error)
            return True

        await eventually(is_chosen, lambda done: done is True)
        await self.page.type(text)

    async def choose(self, name: str, option: str) -> None:
        """Choose from a list by what its entries are called."""
        field = await self.find("combobox", name)
        chosen = await self._do(field, _SELECT, option)
        assert chosen is True, f"no {option!r} in {chosen}"

    async def text(self) -> str:
        """Return all that can be read or heard now."""
        return " ".join(thing.name for thing in await self.everything())

    async def reads(self, text: str, timeout_s: float = PATIENCE_S) -> None:
        """Wait until it can be read."""
        await eventually(self.text, lambda whole: text in whole, timeout_s)

    async def reads_no_more(self, text: str) -> None:
        """Wait until it cannot be read."""
        await eventually(self.text, lambda whole: text not in whole)

    async def sees(self, expression: str, good: Callable[[Any], object] = bool) -> Any:
        """Wait until an expression's value is good, and return it."""
        return await eventually(lambda: self.page.evaluate(expression), good)

    async def _do(self, thing: Thing, function: str, *arguments: Any) -> Any:
        """Call a function of JavaScript with the element as `this`."""
        resolved = await self.page.call("DOM.resolveNode", {"backendNodeId": thing.node})
        options = {
            "objectId": resolved["object"]["objectId"],
            "functionDeclaration": function,
            "arguments": [{"value": argument} for argument in arguments],
            "returnByValue": True,
        }
        return (await self.page.call("Runtime.callFunctionOn", options))["result"].get("value")


def _thing(node: dict[str, Any]) -> Thing:
    properties = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
    role, name = (str(node.get(key, {}).get("value", "")) for key in ("role", "name"))
    return Thing(role, name, node.get("backendDOMNodeId", 0), properties)
