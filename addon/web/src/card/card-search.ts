import { mdiClose } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Line } from "../api/generated";
import { t } from "../i18n";
import { clock, day } from "../i18n/format";
import { sharedElement } from "../ui/element";
import { icon } from "../ui/icon";
import { buttons, fields, shared } from "../ui/styles";
import { Camera, failureText, type Said } from "./commands";
import type { Hass } from "./hass";

/** How much is heard before the word that was looked for. */
const LEAD_MS = 1000;

/** Looks for words in all that a camera heard. Fires `seek` with the instant of a hit. */
@sharedElement("wf-card-search")
export class CardSearch extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      :host {
        display: block;
        flex: none;
      }
      form {
        display: flex;
        gap: 0.4rem;
      }
      input {
        flex: 1;
        min-width: 0;
      }
      ol {
        max-height: 12rem;
        margin: 0.4rem 0 0;
        overflow-y: auto;
        padding: 0;
        list-style: none;
      }
      li button {
        display: block;
        width: 100%;
        padding: 0.35rem 0.75rem;
        border-radius: 8px;
        text-align: start;
        font-weight: 400;
      }
      .when {
        color: var(--wf-muted);
        font-size: 0.8125rem;
      }
      p {
        margin: 0.4rem 0 0;
      }
    `,
  ];

  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) entity = "";
  @state() private found: Said | null = null;
  @state() private problem: string | null = null;
  private asked = 0;

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("entity")) this.clear();
  }

  protected override render(): TemplateResult {
    return html`
      <form role="search" @submit=${this.submitted}>
        <input
          type="search"
          name="text"
          aria-label=${t("card.search")}
          placeholder=${t("card.search")}
          maxlength="200"
        />
        ${
          this.found === null
            ? nothing
            : html`<button type="reset" class="plain round" aria-label=${t("card.search_end")} @click=${this.clear}>
                ${icon(mdiClose)}
              </button>`
        }
      </form>
      <div role="status">
        ${this.problem === null ? nothing : html`<p>${this.problem}</p>`}
        ${this.found === null ? nothing : html`<p class="when">${t("card.hits", { count: this.found.lines.length })}</p>`}
      </div>
      ${
        this.found === null || this.found.lines.length === 0
          ? nothing
          : html`<ol aria-label=${t("card.search")}>
              ${this.found.lines.map((line) => this.renderHit(line))}
            </ol>`
      }
    `;
  }

  private renderHit(line: Line): TemplateResult {
    const at = (line.instants_ms[0] ?? line.start_ms) - LEAD_MS;
    const seek = (): void => void this.dispatchEvent(new CustomEvent<number>("seek", { detail: at }));
    const name = this.found?.names[line.speaker ?? ""];
    return html`<li>
      <button class="plain" @click=${seek}>
        <span class="when">${day(line.start_ms)}, ${clock(line.start_ms)}</span>
        <span dir="auto">${name === undefined ? "" : `${name}: `}${line.text}</span>
      </button>
    </li>`;
  }

  private async submitted(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const text = new FormData(event.target as HTMLFormElement).get("text");
    if (typeof text !== "string" || text.trim() === "") return;
    const asked = ++this.asked;
    try {
      const found = await new Camera(() => this.hass, this.entity).search(text.trim());
      if (asked !== this.asked) return;
      this.found = found;
      this.problem = null;
    } catch (error) {
      if (asked === this.asked) this.problem = failureText(error);
    }
  }

  private clear(): void {
    this.asked++;
    this.found = this.problem = null;
  }
}
