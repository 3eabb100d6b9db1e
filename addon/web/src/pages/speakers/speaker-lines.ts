import { mdiPlay } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { App } from "../../app/app";
import type { Line } from "../../api/generated";
import { t } from "../../i18n";
import { instant } from "../../i18n/format";
import { RemoteStore } from "../../state/remote";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { tellEdits } from "../../state/undo";
import { icon } from "../../ui/icon";
import type { Moment } from "../../ui/moment-player";
import { whenRead } from "../../ui/remote";
import { buttons, fields, shared } from "../../ui/styles";
import { playFrom, stillTheirs } from "./speaking";

const PAGE = 50;
const NOBODY = "nobody";

class Lines extends RemoteStore<readonly Line[]> {
  drop(id: number): void {
    this.change((lines) => stillTheirs(lines, id));
  }
}

/** The newest lines of a voice without a name, to play each and to say who spoke it. Fires `play` and `changed`. */
@customElement("wf-speaker-lines")
export class SpeakerLines extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 0.5rem 0.75rem;
        padding: 0.4rem 0;
        border-top: 1px solid var(--wf-line);
      }
      .about {
        display: block;
        color: var(--wf-muted);
        font-size: 0.85rem;
      }
      .text {
        overflow-wrap: anywhere;
      }
      select {
        max-width: 12rem;
      }
      @media (max-width: 759px) {
        li {
          grid-template-columns: auto minmax(0, 1fr);
        }
        select {
          grid-column: 2;
          width: 100%;
          max-width: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ type: Number }) speaker = 0;
  private readonly lines = new Lines(async (signal) => {
    const body = { speaker_ids: [this.speaker], limit: PAGE };
    return (await this.app.api.call("POST /api/transcripts/search", { body, signal })).lines;
  });

  constructor() {
    super();
    new Watch(this, () => [this.lines, this.app.people, this.app.cameras, this.app.me]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.lines.load();
  }

  protected override render(): TemplateResult {
    return whenRead(this.lines.get(), this.lines.load, (lines) =>
      lines.length === 0
        ? html`<p>${t("speakers.no_lines")}</p>`
        : html`<ol aria-label=${t("speakers.lines_label")}>
            ${repeat(
              lines,
              ({ id }) => id,
              (line) => html`<li>${this.renderLine(line)}</li>`,
            )}
          </ol>`,
    );
  }

  private renderLine(line: Line): TemplateResult {
    const camera = this.app.cameras.find(line.camera_id)?.name ?? t("search.gone");
    return html`
      <button class="round" aria-label=${t("speakers.play_line", { text: line.text })} @click=${() => this.play(line)}>
        ${icon(mdiPlay)}
      </button>
      <span>
        <span class="about">${instant(line.start_ms)} · ${camera}</span>
        <span class="text" dir="auto">${line.text}</span>
      </span>
      ${may(this.app.me.get(), "edit") ? this.renderChoice(line) : nothing}
    `;
  }

  private renderChoice(line: Line): TemplateResult {
    const changed = (event: Event): void => void this.give(line, event.target as HTMLSelectElement);
    return html`<select aria-label=${t("speakers.line_of")} @change=${changed}>
      <option value="" selected>${t("speakers.line_of")}</option>
      ${(this.app.people.get().value ?? []).map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
      <option value=${NOBODY}>${t("speakers.nobody")}</option>
    </select>`;
  }

  private play(line: Line): void {
    const detail: Moment = { camera_id: line.camera_id, at_ms: playFrom(line) };
    this.dispatchEvent(new CustomEvent("play", { detail, bubbles: true, composed: true }));
  }

  private async give(line: Line, choice: HTMLSelectElement): Promise<void> {
    if (choice.value === "") return;
    const person_id = choice.value === NOBODY ? null : choice.value;
    const again = (): void => {
      void this.lines.load();
      this.dispatchEvent(new CustomEvent("changed"));
    };
    const isDone = await this.app.toasts.attempt(async () => {
      const params = { line_id: line.id };
      const label = await this.app.api.call("PUT /api/transcripts/lines/{line_id}/speaker", {
        params,
        body: { person_id },
      });
      const name = person_id === null ? t("speakers.nobody") : (this.app.people.find(person_id)?.name ?? "");
      tellEdits(this.app, t("speakers.line_given", { name }), [label.edit_id], again);
    });
    if (isDone) {
      this.lines.drop(line.id);
      this.dispatchEvent(new CustomEvent("changed"));
    } else {
      choice.value = "";
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-speaker-lines": SpeakerLines;
  }
}
