/**
 * Whether a key is nothing for a page's own shortcuts: somebody handled it, it was pressed in an open dialog, or what
 * has the focus takes it. What was focused in a dialog that has closed keeps the focus until the page is drawn again.
 */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented) return true;
  const path = event.composedPath();
  const dialog = path.find((target) => target instanceof HTMLDialogElement);
  return dialog?.open ?? takesKeys(path[0], event);
}

/** Whether a key belongs to what has the focus: text is typed, a button is pressed, a value is chosen. */
function takesKeys(target: EventTarget | undefined, { key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches("input[type=range]")) return /^(Arrow|Home|End|Page)/.test(key);
  if (target.matches("input[type=checkbox]")) return key === " ";
  if (target.matches("select")) return !ctrlKey && !metaKey;
  if (target.matches("input, textarea")) return !target.hasAttribute("readonly");
  return key === " " && target.matches("button, a, summary");
}
