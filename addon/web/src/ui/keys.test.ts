import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isTaken } from "./keys";

let taken: boolean[] = [];
const heard = (event: KeyboardEvent): void => void taken.push(isTaken(event));

function pressed(target: HTMLElement, key: string, more: KeyboardEventInit = {}): boolean | undefined {
  const options = { key, bubbles: true, composed: true, cancelable: true, ...more };
  target.dispatchEvent(new KeyboardEvent("keydown", options));
  return taken.at(-1);
}

function add(markup: string): HTMLElement {
  document.body.innerHTML = markup;
  return document.querySelector<HTMLElement>("#target") ?? document.body;
}

describe("a key", () => {
  beforeEach(() => {
    taken = [];
    addEventListener("keydown", heard);
  });
  afterEach(() => {
    removeEventListener("keydown", heard);
    document.body.replaceChildren();
  });

  it.each([
    [`<p id="target"></p>`, "e", {}, false],
    [`<input id="target" />`, "e", {}, true],
    [`<input id="target" readonly />`, "e", {}, false],
    [`<textarea id="target"></textarea>`, "Delete", {}, true],
    [`<input id="target" type="range" />`, "ArrowLeft", {}, true],
    [`<input id="target" type="range" />`, "Home", {}, true],
    [`<input id="target" type="range" />`, "e", {}, false],
    [`<input id="target" type="checkbox" />`, " ", {}, true],
    [`<input id="target" type="checkbox" />`, "e", {}, false],
    [`<select id="target"></select>`, "e", {}, true],
    [`<select id="target"></select>`, "z", { ctrlKey: true }, false],
    [`<button id="target"></button>`, " ", {}, true],
    [`<button id="target"></button>`, "Delete", {}, false],
  ])("at %s, %s with %o", (markup, key, more, isOurs) => expect(pressed(add(markup), key, more)).toBe(isOurs));

  it("is an open dialog's, whatever it is", () => {
    expect(pressed(add(`<dialog open><button id="target"></button></dialog>`), "Delete")).toBe(true);
  });

  it("is the page's where the dialog that has the focus is closed", () => {
    expect(pressed(add(`<dialog><button id="target"></button></dialog>`), "e")).toBe(false);
    expect(pressed(add(`<dialog><input id="target" /></dialog>`), "e")).toBe(false);
  });

  it("is whose it was handled by", () => {
    const target = add(`<p id="target"></p>`);
    target.addEventListener("keydown", (event) => event.preventDefault());
    expect(pressed(target, "e")).toBe(true);
  });
});
