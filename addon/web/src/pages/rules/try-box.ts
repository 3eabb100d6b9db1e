import { mdiFlask } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import { t } from "../../i18n";
import { icon } from "../../ui/icon";
import { forms } from "../../ui/inputs";
import "../../ui/problem";
import { toldOf, type Told } from "../../ui/problem";
import { buttons, shared } from "../../ui/styles";
import { listensForAnything, patternsOf, segmentsOf, type RuleDraft, type Segment } from "./rule-draft";

/** Try a keyword rule on a sentence before it is saved; nothing is stored. */
@customElement("wf-try-box")
export class TryBox extends LitElement {
  static override styles = [
    shared,
    buttons,
    ...forms,
    css`
      mark {
        padding: 0 0.15rem;
        border-radius: 4px;
        background: color-mix(in srgb, var(--wf-accent) 35%, transparent);
        color: inherit;
      }
      blockquote {
        margin: 0;
        padding-inline-start: 0.75rem;
        border-inline-start: 3px solid var(--wf-line);
        overflow-wrap: anywhere;
      }
      p {
        margin: 0;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) draft!: RuleDraft;
  @state() private text = "";
  @state() private segments: readonly Segment[] | null = null;
  @state() private told: Told | null = null;

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("draft")) this.segments = this.told = null;
  }

  protected override render(): TemplateResult {
    const isReady = this.text.trim() !== "" && listensForAnything(this.draft);
    return html`<form class="card" @submit=${this.attempt}>
      <h2>${t("rules.try")}</h2>
      <label>
        ${t("rules.try_text")}
        <textarea rows="2" .value=${this.text} @input=${this.typed}></textarea>
      </label>
      <div class="row"><button ?disabled=${!isReady}>${icon(mdiFlask)}${t("rules.try_do")}</button></div>
      <div class="stack" role="status">${this.segments === null ? nothing : renderFound(this.segments)}</div>
      ${this.told === null ? nothing : html`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`;
  }

  private typed(event: Event): void {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.segments = null;
  }

  private async attempt(event: Event): Promise<void> {
    event.preventDefault();
    const { text } = this;
    this.told = null;
    try {
      const rule = patternsOf(this.draft);
      const { matches } = await this.app.api.call("POST /api/rules/try", { body: { rule, text } });
      this.segments = segmentsOf(text, matches);
    } catch (error) {
      this.told = toldOf(error);
    }
  }
}

function renderFound(segments: readonly Segment[]): TemplateResult {
  const count = segments.filter(({ pattern }) => pattern !== null).length;
  return html`
    <p>${count === 0 ? t("rules.try_nothing") : t("rules.try_found", { count })}</p>
    <blockquote>
      ${segments.map(({ text, pattern }) => (pattern === null ? text : html`<mark title=${pattern}>${text}</mark>`))}
    </blockquote>
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-try-box": TryBox;
  }
}
