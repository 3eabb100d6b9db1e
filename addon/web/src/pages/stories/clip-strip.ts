import { mdiAccountVoice, mdiAlert, mdiDragVertical, mdiMovieOpenOutline, mdiVolumeOff } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { App } from "../../app/app";
import { t } from "../../i18n";
import { clock, day } from "../../i18n/format";
import { icon } from "../../ui/icon";
import { shared } from "../../ui/styles";
import { lengthOf, type Clip } from "./edit-list";
import { length } from "./times";

const PICTURE_PX = 240;
/** What moves less is a click. */
const DRAG_PX = 6;

export interface Move {
  readonly id: string;
  readonly to: number;
}

interface Drag {
  readonly id: string;
  readonly fromX: number;
  readonly pointerId: number;
  /** Before which clip it would be let go; null as long as it may be a click. */
  before: number | null;
}

/** The clips of a story in a row. Fires `select` (an id) and, when one is dragged elsewhere, `move`. */
@customElement("wf-clip-strip")
export class ClipStrip extends LitElement {
  static override styles = [
    shared,
    css`
      ol {
        display: flex;
        gap: 0.5rem;
        margin: 0;
        overflow-x: auto;
        padding: 4px 4px 0.5rem;
        list-style: none;
        overscroll-behavior-x: contain;
      }
      li {
        position: relative;
        flex: 0 0 9.5rem;
        min-width: 0;
      }
      li.before::before,
      li.after::after {
        content: "";
        position: absolute;
        inset: 0 auto 0 -0.35rem;
        width: 3px;
        border-radius: 2px;
        background: var(--wf-accent);
      }
      li.after::after {
        inset: 0 -0.35rem 0 auto;
      }
      li.dragged {
        opacity: 0.45;
      }
      button {
        display: block;
        width: 100%;
        overflow: hidden;
        padding: 0;
        border: 1px solid var(--wf-line);
        border-radius: 10px;
        background: var(--wf-card);
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
        user-select: none;
      }
      button[aria-current] {
        border-color: var(--wf-accent);
        box-shadow: 0 0 0 2px var(--wf-accent);
      }
      .picture {
        position: relative;
        display: grid;
        place-items: center;
        aspect-ratio: 16 / 9;
        background: color-mix(in srgb, var(--wf-text) 12%, var(--wf-card));
        color: var(--wf-muted);
      }
      img {
        position: absolute;
        width: 100%;
        height: 100%;
        object-fit: cover;
        pointer-events: none;
      }
      .badge {
        position: absolute;
        bottom: 0.3rem;
        display: inline-flex;
        padding: 0.05rem 0.35rem;
        border-radius: 5px;
        background: rgb(0 0 0 / 75%);
        color: #fff;
        font-size: 0.75rem;
        font-variant-numeric: tabular-nums;
      }
      .badge .icon {
        width: 1rem;
        height: 1rem;
      }
      .number {
        left: 0.3rem;
      }
      .length {
        right: 0.3rem;
      }
      .muted {
        top: 0.3rem;
        bottom: auto;
        right: 0.3rem;
      }
      .narrated {
        top: 0.3rem;
        bottom: auto;
        left: 0.3rem;
      }
      .about {
        display: block;
        padding: 0.3rem 1.4rem 0.35rem 0.5rem;
        font-size: 0.8125rem;
        line-height: 1.3;
      }
      .about span {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .when {
        color: var(--wf-muted);
      }
      .trouble {
        display: flex !important;
        align-items: center;
        gap: 0.25rem;
        color: var(--wf-bad);
      }
      .trouble .icon {
        width: 1rem;
        height: 1rem;
      }
      .handle {
        position: absolute;
        right: 0;
        bottom: 0.2rem;
        display: grid;
        width: 1.5rem;
        height: 2rem;
        place-items: center;
        color: var(--wf-muted);
        cursor: grab;
        touch-action: none;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) clips: readonly Clip[] = [];
  @property({ attribute: false }) selected: string | null = null;
  @property({ type: Boolean }) editable = false;
  /** What lacks of clips, in words, by their ids. */
  @property({ attribute: false }) troubles: ReadonlyMap<string, string> = new Map();
  @state() private drag: Drag | null = null;
  private readonly unseen = new Set<string>();

  override disconnectedCallback(): void {
    this.drag = null;
    super.disconnectedCallback();
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (!changes.has("selected") && !changes.has("clips")) return;
    const current = this.renderRoot.querySelector<HTMLElement>("button[aria-current]");
    if (this.shadowRoot?.activeElement != null && this.shadowRoot.activeElement !== current) current?.focus();
    if (current !== null) this.reveal(current);
  }

  protected override render(): TemplateResult {
    return html`<ol
      aria-label=${t("story.clips")}
      @pointermove=${this.moved}
      @pointerup=${this.dropped}
      @pointercancel=${() => (this.drag = null)}
    >
      ${repeat(
        this.clips,
        ({ id }) => id,
        (clip, index) => this.renderClip(clip, index),
      )}
    </ol>`;
  }

  /** Scroll the row, never the page. */
  private reveal(item: HTMLElement): void {
    const row = this.renderRoot.querySelector("ol");
    if (row === null) return;
    const [view, box] = [row.getBoundingClientRect(), item.getBoundingClientRect()];
    if (box.left < view.left) row.scrollLeft -= view.left - box.left + 8;
    else if (box.right > view.right) row.scrollLeft += box.right - view.right + 8;
  }

  private renderClip(clip: Clip, index: number): TemplateResult {
    const isSelected = clip.id === this.selected;
    const isReachable = isSelected || (this.selected === null && index === 0);
    return html`<li
      class="${this.markOf(clip, index)}"
      @pointerdown=${(event: PointerEvent) => this.taken(event, clip.id)}
    >
      <button
        tabindex=${isReachable ? 0 : -1}
        aria-current=${isSelected ? "true" : nothing}
        @click=${() => this.dispatchEvent(new CustomEvent<string>("select", { detail: clip.id }))}
      >
        <span class="picture">
          ${icon(mdiMovieOpenOutline)} ${this.renderPicture(clip)}
          <span class="badge number">${index + 1}</span>
          <span class="badge length">${length(lengthOf(clip), { tenths: true })}</span>
          ${clip.muted ? html`<span class="badge muted">${icon(mdiVolumeOff)}</span>` : nothing}
          ${clip.narration === "" ? nothing : html`<span class="badge narrated">${icon(mdiAccountVoice)}</span>`}
        </span>
        ${this.renderAbout(clip)}
      </button>
      ${this.editable ? html`<span class="handle" aria-hidden="true">${icon(mdiDragVertical)}</span>` : nothing}
    </li>`;
  }

  private renderAbout({ id, camera_id, start_ms, muted, narration }: Clip): TemplateResult {
    const trouble = this.troubles.get(id);
    return html`<span class="about">
      <span><bdi>${this.app.cameras.find(camera_id)?.name ?? t("moment.gone_camera")}</bdi></span>
      ${
        trouble === undefined
          ? html`<span class="when">${day(start_ms)}, ${clock(start_ms)}</span>`
          : html`<span class="trouble">${icon(mdiAlert)}<span>${trouble}</span></span>`
      }
      ${muted ? html`<span class="hidden-text">${t("story.muted")}</span>` : nothing}
      ${narration === "" ? nothing : html`<span class="hidden-text">${t("story.narration")}</span>`}
    </span>`;
  }

  /** Where what is dragged would come to lie, and what is dragged. */
  private markOf({ id }: Clip, index: number): string {
    const { drag } = this;
    if (drag?.before == null) return "";
    const isLast = index === this.clips.length - 1 && drag.before === this.clips.length;
    const mark = drag.before === index ? "before" : isLast ? "after" : "";
    return drag.id === id ? `${mark} dragged` : mark;
  }

  private renderPicture({ camera_id, start_ms }: Clip): TemplateResult | typeof nothing {
    const query = { at: start_ms, width: PICTURE_PX };
    const address = this.app.api.url("GET /api/cameras/{camera_id}/snapshot.jpg", { params: { camera_id }, query });
    if (this.unseen.has(address)) return nothing;
    const failed = (): void => {
      this.unseen.add(address);
      this.requestUpdate();
    };
    return html`<img alt="" draggable="false" src=${address} @error=${failed} />`;
  }

  private taken(event: PointerEvent, id: string): void {
    const isHandle = event.composedPath().some((item) => item instanceof Element && item.matches(".handle"));
    if (!this.editable || event.button !== 0 || !(isHandle || event.pointerType === "mouse")) return;
    this.drag = { id, fromX: event.clientX, pointerId: event.pointerId, before: null };
  }

  private moved(event: PointerEvent): void {
    const { drag } = this;
    if (drag?.pointerId !== event.pointerId) return;
    if (drag.before === null && Math.abs(event.clientX - drag.fromX) < DRAG_PX) return;
    const row = event.currentTarget as HTMLElement;
    if (drag.before === null) row.setPointerCapture(event.pointerId);
    const middles = [...row.querySelectorAll("li")].map((item) => {
      const { left, width } = item.getBoundingClientRect();
      return left + width / 2;
    });
    const before = middles.filter((middle) => middle < event.clientX).length;
    if (before !== drag.before) this.drag = { ...drag, before };
  }

  private dropped(event: PointerEvent): void {
    const { drag } = this;
    if (drag?.pointerId !== event.pointerId) return;
    this.drag = null;
    if (drag.before === null) return;
    const from = this.clips.findIndex(({ id }) => id === drag.id);
    const to = drag.before > from ? drag.before - 1 : drag.before;
    this.dispatchEvent(new CustomEvent<Move>("move", { detail: { id: drag.id, to } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-clip-strip": ClipStrip;
  }
}
