import { mdiAlertCircleOutline } from "@mdi/js";
import { css, html, LitElement, nothing, type ReactiveElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { ApiError } from "../api/errors";
import type { ErrorCode } from "../api/generated";
import { t } from "../i18n";
import { errorText } from "../i18n/errors";
import { isSame } from "../state/drafts";
import { icon } from "./icon";
import { shared } from "./styles";

/** What went wrong: of which kind, the sentence that names the fix, and the input that is wrong. */
export interface Told {
  code: ErrorCode | null;
  message: string;
  field: string | null;
}

/** Return what is to be told about a failure. */
export function toldOf(error: unknown): Told {
  const problem = error instanceof ApiError ? error.problem : null;
  return { code: problem?.code ?? null, message: errorText(error), field: problem?.field ?? null };
}

/** Whether a failure is about an input, also about one part of it. */
export function isAbout(told: Told | null, field: string): boolean {
  return told?.field === field || (told?.field?.startsWith(`${field}.`) ?? false);
}

/** Whether a failure is about one of these inputs. */
export function isAboutAny(told: Told | null, fields: readonly string[]): boolean {
  return fields.some((field) => isAbout(told, field));
}

/** Put the focus into the first field that is drawn as wrong, if there is one. */
export async function focusFlaw(host: ReactiveElement): Promise<void> {
  await host.updateComplete;
  host.renderRoot.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
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

  /** The same failure, told again, is no news. */
  @property({ attribute: false, hasChanged: (now, before) => !isSame(now, before) }) told: Told | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("role", "alert");
  }

  /** What is told at the end of a long dialog is not missed. */
  protected override updated(): void {
    if (this.told !== null && isInDialog(this)) this.scrollIntoView({ block: "nearest" });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.told === null) return nothing;
    const { code, message } = this.told;
    return html`${icon(mdiAlertCircleOutline)}
      <p>${code === null ? nothing : html`<strong>${t(`problem.${code}`)}</strong>`}${message}</p>`;
  }
}

function isInDialog(element: Element): boolean {
  for (let node: Node | null = element; node !== null; node = node.parentNode ?? hostOf(node)) {
    if (node instanceof Element && node.localName === "wf-dialog") return true;
  }
  return false;
}

function hostOf(node: Node): Element | null {
  return node instanceof ShadowRoot ? node.host : null;
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-problem": ProblemBox;
  }
}
