import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Line } from "../../api/generated";
import { t } from "../../i18n";
import { clock, day as dayText } from "../../i18n/format";
import "../../ui/dialog";
import { forms, selectField, textField } from "../../ui/inputs";
import { toldOf, type Told } from "../../ui/problem";
import { Watch } from "../../state/store";
import { buttons, shared } from "../../ui/styles";
import "../timeline/day-picker";
import { boundsOf, dayOf, type Day } from "../timeline/days";
import { readDays } from "../timeline/day-data";
import { LONGEST_MS, SHORTEST_MS, type Range } from "./edit-list";
import { clockField, parseClock } from "../../ui/clock-field";

const MOST_HITS = 8;
const PICTURE_PX = 320;
const PAUSE_MS = 300;
const FIRST_LENGTH_MS = 10_000;

/** Chooses a range of a camera's recording for a story: by camera, day and time, or by what was said. Fires `add`, `closed`. */
@customElement("wf-add-clip")
export class AddClip extends LitElement {
  static override styles = [
    shared,
    buttons,
    forms,
    css`
      .hits {
        display: grid;
        gap: 0.25rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .hits button {
        display: block;
        width: 100%;
        min-height: 2.5rem;
        padding: 0.35rem 0.75rem;
        border-radius: 8px;
        font-weight: 400;
        text-align: start;
        overflow-wrap: anywhere;
      }
      .hits small {
        display: block;
        color: var(--wf-muted);
      }
      .pictures {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.5rem;
      }
      img {
        width: 100%;
        aspect-ratio: 16 / 9;
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-text) 12%, var(--wf-card));
        object-fit: cover;
      }
      .day {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        font-weight: 500;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  /** What to begin with: the clip that is chosen. */
  @property({ attribute: false }) near: Range | null = null;
  @property({ type: Boolean }) open = false;
  @state() private range: Range | null = null;
  @state() private footage: ReadonlySet<Day> = new Set();
  @state() private words = "";
  @state() private hits: readonly Line[] | null = null;
  @state() private told: Told | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looking = 0;
  private known: string | null = null;

  constructor() {
    super();
    new Watch(this, () => [this.app.cameras]);
  }

  override disconnectedCallback(): void {
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    // It may be open before the cameras are known.
    if (this.open && (changes.has("open") || this.range === null)) this.begin();
    if (this.open && this.range !== null && this.range.camera_id !== this.known)
      void this.readFootage(this.range.camera_id);
  }

  protected override render(): TemplateResult {
    const { range } = this;
    return html`<wf-dialog .open=${this.open} heading=${t("story.add")} @closed=${this.close}>
      ${range === null ? html`<p>${t("live.none")}</p>` : this.renderForm(range)}
      <button slot="actions" @click=${this.close}>${t("stories.cancel")}</button>
      <button slot="actions" class="primary" ?disabled=${range === null || !isAllowed(range)} @click=${this.add}>
        ${t("story.add_do")}
      </button>
    </wf-dialog>`;
  }

  private renderForm(range: Range): TemplateResult {
    return html`<form @submit=${this.submitted}>
      ${textField({
        label: t("story.by_words"),
        type: "search",
        value: this.words,
        placeholder: t("search.placeholder"),
        changed: (value) => this.look(value),
      })}
      ${this.renderHits()} ${this.told === null ? nothing : html`<wf-problem .told=${this.told}></wf-problem>`}
      ${selectField({
        label: t("story.camera"),
        value: range.camera_id,
        options: (this.app.cameras.get().value ?? []).map(({ id, name }) => [id, name] as const),
        changed: (camera_id) => (this.range = { ...range, camera_id }),
      })}
      <div class="day">
        ${t("story.day")}
        <wf-day-picker
          .day=${dayOf(range.start_ms)}
          .footage=${this.footage}
          @day=${(event: CustomEvent<Day>) => this.toDay(range, event.detail)}
        ></wf-day-picker>
      </div>
      <div class="pair">
        ${this.renderTime(t("story.from"), range.start_ms, (start_ms) => this.beginAt(range, start_ms))}
        ${this.renderTime(t("story.to"), range.end_ms, (end_ms) => (this.range = { ...range, end_ms }))}
      </div>
      ${isAllowed(range) ? this.renderPictures(range) : html`<p class="hint" role="alert">${t("story.range_rule")}</p>`}
    </form>`;
  }

  private renderHits(): TemplateResult | typeof nothing {
    const { hits } = this;
    if (hits === null) return nothing;
    if (hits.length === 0) return html`<p class="hint" role="status">${t("search.none")}</p>`;
    return html`<ul class="hits" aria-label=${t("search.hits")}>
      ${hits.map(
        (line) =>
          html`<li>
            <button type="button" @click=${() => this.take(line)}>
              <span dir="auto">${line.text}</span>
              <small>
                ${this.app.cameras.find(line.camera_id)?.name ?? t("search.gone")} · ${dayText(line.start_ms)},
                ${clock(line.start_ms)}
              </small>
            </button>
          </li>`,
      )}
    </ul>`;
  }

  private renderTime(label: string, atMs: number, changed: (atMs: number) => void): TemplateResult {
    const typed = (event: Event): void => {
      const field = event.target as HTMLInputElement;
      const found = parseClock(field.value, atMs);
      if (found === null) field.value = clockField(atMs);
      else changed(found);
    };
    return html`<label>
      ${label}
      <input inputmode="text" autocomplete="off" .value=${clockField(atMs)} @change=${typed} />
    </label>`;
  }

  private renderPictures({ camera_id, start_ms, end_ms }: Range): TemplateResult {
    const picture = (at: number, alt: string): TemplateResult => {
      const query = { at, width: PICTURE_PX };
      return html`<img
        alt=${alt}
        src=${this.app.api.url("GET /api/cameras/{camera_id}/snapshot.jpg", { params: { camera_id }, query })}
      />`;
    };
    return html`<div class="pictures">${picture(start_ms, t("story.from"))}${picture(end_ms, t("story.to"))}</div>`;
  }

  private begin(): void {
    this.words = "";
    this.hits = this.told = null;
    const [first] = this.app.cameras.get().value ?? [];
    const { near } = this;
    if (near !== null && this.app.cameras.find(near.camera_id) !== null) {
      this.range = { camera_id: near.camera_id, start_ms: near.end_ms, end_ms: near.end_ms + FIRST_LENGTH_MS };
    } else if (first !== undefined) {
      const end_ms = Date.now() - 60_000;
      this.range = { camera_id: first.id, start_ms: end_ms - FIRST_LENGTH_MS, end_ms };
    } else {
      this.range = null;
    }
  }

  private toDay(range: Range, day: Day): void {
    const byMs = boundsOf(day).startMs - boundsOf(dayOf(range.start_ms)).startMs;
    this.range = { ...range, start_ms: range.start_ms + byMs, end_ms: range.end_ms + byMs };
  }

  private beginAt(range: Range, start_ms: number): void {
    const end_ms = start_ms < range.end_ms ? range.end_ms : start_ms + (range.end_ms - range.start_ms);
    this.range = { ...range, start_ms, end_ms };
  }

  private take(line: Line): void {
    this.range = { camera_id: line.camera_id, start_ms: line.start_ms, end_ms: line.end_ms };
    this.hits = null;
  }

  private look(words: string): void {
    this.words = words;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.search(words), PAUSE_MS);
  }

  private async search(words: string): Promise<void> {
    const looking = ++this.looking;
    this.told = null;
    if (words.trim() === "") {
      this.hits = null;
      return;
    }
    try {
      const body = { text: words.trim(), limit: MOST_HITS };
      const { lines } = await this.app.api.call("POST /api/transcripts/search", { body });
      if (looking === this.looking) this.hits = lines;
    } catch (error) {
      if (looking === this.looking) this.told = toldOf(error);
    }
  }

  private async readFootage(cameraId: string): Promise<void> {
    this.known = cameraId;
    try {
      const days = await readDays(this.app.api, cameraId, new AbortController().signal);
      if (this.known === cameraId) this.footage = new Set(days.map(({ date }) => date));
    } catch {
      // The days are only marked by it.
    }
  }

  private submitted(event: SubmitEvent): void {
    event.preventDefault();
  }

  private readonly add = (): void => {
    if (this.range === null) return;
    this.dispatchEvent(new CustomEvent<Range>("add", { detail: this.range }));
  };

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("closed"));
  };
}

function isAllowed({ start_ms, end_ms }: Range): boolean {
  const length = end_ms - start_ms;
  return length >= SHORTEST_MS && length <= LONGEST_MS && start_ms < Date.now();
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-add-clip": AddClip;
  }
}
