import { svg, type SVGTemplateResult } from "lit";

/** An icon of 24 by 24 beside a text or in a button that has a label of its own. */
export function icon(path: string): SVGTemplateResult {
  return svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;
}
