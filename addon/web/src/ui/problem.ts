import { mdiAlertCircleOutline } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { ApiError } from "../api/errors";
import type { ErrorCode } from "../api/generated";
import { t } from "../i18n";
import { errorText } from "../i18n/errors";
import { icon } from "./icon";
import { shared } from "./styles";

/** What went wrong: of which kind, and the sentence that names the fix. */
export interface Told {
  code: ErrorCode | null;
  message: string;
}

/** Return what is to be told about a failure. */
export function toldOf(error: unknown): Told {
  return { code: error instanceof ApiError ? error.code : null, message: errorText(error) };
}

/** A failure where it happened, read out as soon as it is there. */
@customElement("wf-problem")
export class ProblemBox extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        gap: 0.6rem;
        padding: 0.65rem 0.85rem;
        border: 1px solid color-mix(in srgb, var(--wf-bad) 45%, var(--wf-line));
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-bad) 8%, var(--wf-card));
      }
      .icon {
        margin-top: 0.1rem;
        color: var(--wf-bad);
      }
      strong {
        display: block;
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) told: Told | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("role", "alert");
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.told === null) return nothing;
    const { code, message } = this.told;
    return html`${icon(mdiAlertCircleOutline)}
      <p>${code === null ? nothing : html`<strong>${t(`problem.${code}`)}</strong>`}${message}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-problem": ProblemBox;
  }
}
