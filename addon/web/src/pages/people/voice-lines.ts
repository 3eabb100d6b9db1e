import { mdiPlay } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Line, Person } from "../../api/generated";
import { t } from "../../i18n";
import { instant } from "../../i18n/format";
import { RemoteStore } from "../../state/remote";
import { tellEdits } from "../../state/undo";
import { Watch } from "../../state/store";
import "../../ui/dialog";
import { icon } from "../../ui/icon";
import type { Moment } from "../../ui/moment-player";
import "../../ui/moment-player";
import { whenRead } from "../../ui/remote";
import { buttons, shared } from "../../ui/styles";

/** A voice needs so much speech; the server takes so many lines at once. */
export const LEAST_S = 10;
const MOST = 50;

/** Return how many seconds of speech the chosen lines have. */
export function secondsOf(lines: readonly Line[], chosen: ReadonlySet<number>): number {
  return lines.reduce((sum, { id, start_ms, end_ms }) => sum + (chosen.has(id) ? end_ms - start_ms : 0), 0) / 1000;
}

/** Learns a voice from lines of a person in which nobody else speaks. Fires `closed` and `learnt`. */
@customElement("wf-voice-lines")
export class VoiceLines extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      ol {
        max-height: 20rem;
        margin: 0.75rem 0;
        padding: 0;
        overflow: auto;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        border-top: 1px solid var(--wf-line);
      }
      label {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 0.6rem;
        padding: 0.35rem 0;
      }
      .about {
        display: block;
        color: var(--wf-muted);
        font-size: 0.85rem;
      }
      .text {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) person!: Person;
  @property({ type: Boolean }) open = false;
  @state() private chosen: ReadonlySet<number> = new Set();
  @state() private moment: Moment | null = null;
  @state() private isBusy = false;
  private readonly lines = new RemoteStore<readonly Line[]>(async (signal) => {
    const body = { speakers: [this.person.id], limit: MOST };
    return (await this.app.api.call("POST /api/transcripts/search", { body, signal })).lines;
  });

  constructor() {
    super();
    new Watch(this, () => [this.lines]);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has("open") || !this.open) return;
    this.chosen = new Set();
    void this.lines.load();
  }

  protected override render(): TemplateResult {
    const seconds = secondsOf(this.lines.get().value ?? [], this.chosen);
    return html`<wf-dialog heading=${t("voice_lines.order")} ?open=${this.open} @closed=${this.closed}>
      ${this.open ? this.renderLines(seconds) : nothing}
      <button
        slot="actions"
        class="primary"
        ?disabled=${seconds < LEAST_S || this.isBusy}
        @click=${() => void this.learn()}
      >
        ${t(this.isBusy ? "voice_lines.busy" : "voice_lines.learn")}
      </button>
    </wf-dialog>`;
  }

  private renderLines(seconds: number): TemplateResult {
    return html`<p>${t("voice_lines.text", { name: this.person.name, least: LEAST_S })}</p>
      ${
        this.moment === null
          ? nothing
          : html`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${() => (this.moment = null)}>
            </wf-moment-player>`
      }
      ${whenRead(this.lines.get(), this.lines.load, (lines) =>
        lines.length === 0
          ? html`<p>${t("voice_lines.none", { name: this.person.name })}</p>`
          : html`<ol>
                ${lines.map((line) => html`<li>${this.renderLine(line)}</li>`)}
              </ol>
              <p role="status">${t("voice_lines.chosen", { seconds: Math.floor(seconds), least: LEAST_S })}</p>`,
      )}`;
  }

  private renderLine(line: Line): TemplateResult {
    return html`<label>
        <input type="checkbox" .checked=${this.chosen.has(line.id)} @change=${() => this.toggle(line.id)} />
        <span>
          <span class="about">${instant(line.start_ms)}</span>
          <span class="text" dir="auto">${line.text}</span>
        </span>
      </label>
      <button
        class="plain round"
        aria-label=${t("speakers.play_line", { text: line.text })}
        @click=${() => (this.moment = { camera_id: line.camera_id, at_ms: line.start_ms })}
      >
        ${icon(mdiPlay)}
      </button>`;
  }

  private toggle(id: number): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen = chosen;
  }

  private readonly closed = (): void => {
    this.moment = null;
    this.dispatchEvent(new CustomEvent("closed"));
  };

  private async learn(): Promise<void> {
    this.isBusy = true;
    await this.app.toasts.attempt(async () => {
      const params = { person_id: this.person.id };
      const body = { line_ids: [...this.chosen] };
      const { edit_id } = await this.app.api.call("POST /api/people/{person_id}/voices/lines", { params, body });
      this.moment = null;
      const learnt = (): boolean => this.dispatchEvent(new CustomEvent("learnt"));
      learnt();
      tellEdits(this.app, t("voice_lines.learnt", { name: this.person.name }), [edit_id], learnt);
    });
    this.isBusy = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-voice-lines": VoiceLines;
  }
}
