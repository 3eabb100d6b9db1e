import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

/**
 * One entry of a `<select>` whose choice is kept by the element around it. Once chosen by hand, an entry heeds its
 * attribute no longer, so the property says what is chosen.
 */
export function option(value: string | number, label: unknown, isChosen: boolean): TemplateResult {
  return html`<option value=${value} .selected=${live(isChosen)}>${label}</option>`;
}
