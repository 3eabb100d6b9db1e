import { css, html, LitElement, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Calibration } from "../../api/generated";
import { t } from "../../i18n";
import { percent } from "../../i18n/format";
import { shared } from "../../ui/styles";
import { curve } from "./plot";

const WIDTH = 600;
const HEIGHT = 180;

/** How alike pictures of the same and of different people are, as a picture, in a sentence, and with its figures. */
@customElement("wf-calibration-plot")
export class CalibrationPlot extends LitElement {
  static override styles = [
    shared,
    css`
      figure {
        margin: 0.75rem 0;
        padding: 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      svg {
        display: block;
        width: 100%;
        max-width: 60rem;
        height: auto;
        overflow: visible;
      }
      path.same {
        fill: color-mix(in srgb, var(--wf-lane-recording) 55%, transparent);
        stroke: var(--wf-lane-recording);
      }
      .key.same::before {
        background: var(--wf-lane-recording);
      }
      path.other {
        fill: color-mix(in srgb, var(--wf-lane-motion) 45%, transparent);
        stroke: var(--wf-lane-motion);
        stroke-dasharray: 4 2;
      }
      .key.other::before {
        background: var(--wf-lane-motion);
      }
      line {
        stroke: var(--wf-text);
      }
      .suggested {
        stroke-dasharray: 5 4;
      }
      text {
        fill: var(--wf-muted);
        font: 12px var(--wf-font);
      }
      .keys {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1.25rem;
        margin: 0.5rem 0;
      }
      .key::before {
        display: inline-block;
        width: 0.8rem;
        height: 0.8rem;
        margin-inline-end: 0.4rem;
        border-radius: 3px;
        content: "";
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.25rem 1rem;
        margin: 0.75rem 0 0;
      }
      dt {
        color: var(--wf-muted);
      }
      dd {
        margin: 0;
      }
    `,
  ];

  @property({ attribute: false }) value!: Calibration;

  protected override render(): TemplateResult {
    const { genuine, impostor, accept, suggested, reason, genuine_count, impostor_count } = this.value;
    const same = curve(genuine, WIDTH, HEIGHT);
    const other = curve(impostor, WIDTH, HEIGHT);
    return html`<figure>
      <svg viewBox="0 -16 ${WIDTH} ${HEIGHT + 36}" role="img" aria-labelledby="said">
        <path class="other" d=${other.path}></path>
        <path class="same" d=${same.path}></path>
        ${suggested === null || suggested === accept ? nothing : mark(suggested, "suggested")} ${mark(accept, "accept")}
        <line x1="0" x2=${WIDTH} y1=${HEIGHT} y2=${HEIGHT}></line>
        ${[0, 0.25, 0.5, 0.75, 1].map(
          (at) => svg`<text x=${at * WIDTH} y=${HEIGHT + 16} text-anchor=${anchor(at)}>${percent(at)}</text>`,
        )}
      </svg>
      <div class="keys">
        <span class="key same">${t("calibration.same", { count: genuine_count })}</span>
        <span class="key other">${t("calibration.different", { count: impostor_count })}</span>
      </div>
      <figcaption id="said">${this.said(same.peak, other.peak)}</figcaption>
      <dl>
        <dt>${t("calibration.accept")}</dt>
        <dd>${percent(accept)}</dd>
        <dt>${t("calibration.suggested")}</dt>
        <dd>${suggested === null ? (reason ?? t("calibration.unknown")) : percent(suggested)}</dd>
        ${this.renderRate("refused", this.value.false_reject, this.value.false_reject_most)}
        ${this.renderRate("wrong", this.value.false_accept, this.value.false_accept_most)}
      </dl>
    </figure>`;
  }

  private said(same: number | null, other: number | null): string {
    if (same === null || other === null) return t("calibration.too_few");
    return t("calibration.said", { same: percent(same), other: percent(other), accept: percent(this.value.accept) });
  }

  private renderRate(kind: "refused" | "wrong", rate: number | null, most: number | null): TemplateResult {
    if (rate === null) return html``;
    const text = most === null ? percent(rate) : t("calibration.at_most", { rate: percent(rate), most: percent(most) });
    return html`<dt>${t(`calibration.${kind}`)}</dt>
      <dd>${text}</dd>`;
  }
}

function mark(at: number, kind: string): SVGTemplateResult {
  const x = at * WIDTH;
  return svg`<line class=${kind} x1=${x} x2=${x} y1="-12" y2=${HEIGHT}></line>`;
}

function anchor(at: number): string {
  if (at === 0) return "start";
  return at === 1 ? "end" : "middle";
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-calibration-plot": CalibrationPlot;
  }
}
