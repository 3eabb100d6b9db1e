import { afterEach, describe, expect, it, vi } from "vitest";
import { Dialog } from "./dialog";

async function opened(): Promise<{ dialog: Dialog; inner: HTMLDialogElement; closed: () => void }> {
  const dialog = new Dialog();
  const closed = vi.fn();
  dialog.addEventListener("closed", closed);
  dialog.open = true;
  document.body.append(dialog);
  await dialog.updateComplete;
  const inner = dialog.renderRoot.querySelector("dialog");
  if (inner === null) throw new Error("there is no dialog");
  return { dialog, inner, closed };
}

describe("a dialog", () => {
  afterEach(() => document.body.replaceChildren());

  it("tells that it was closed", async () => {
    const { inner, closed } = await opened();
    expect(inner.open).toBe(true);
    inner.open = false;
    inner.dispatchEvent(new Event("close"));
    expect(closed).toHaveBeenCalledOnce();
  });

  it("stays open when the browser tells late of an end before", async () => {
    const { dialog, inner, closed } = await opened();
    dialog.open = false;
    await dialog.updateComplete;
    dialog.open = true;
    await dialog.updateComplete;
    expect(inner.open).toBe(true);
    vi.mocked(closed).mockClear();
    inner.dispatchEvent(new Event("close"));
    expect(closed).not.toHaveBeenCalled();
  });
});
