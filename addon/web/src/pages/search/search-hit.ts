import { mdiPlay } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Line } from "../../api/generated";
import { t } from "../../i18n";
import { clock, day, percent } from "../../i18n/format";
import { Watch } from "../../state/store";
import { icon } from "../../ui/icon";
import { shared } from "../../ui/styles";
import { pieces, spokenAt } from "./hits";

const THUMBNAIL_PX = 240;

/** One line that was found: a button that plays it, fired as `play`. */
@customElement("wf-search-hit")
export class SearchHit extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      button {
        display: grid;
        grid-template-columns: 7.5rem 1fr;
        gap: 0.9rem;
        width: 100%;
        padding: 0.5rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      button:hover {
        background: color-mix(in srgb, var(--wf-text) 4%, var(--wf-card));
      }
      button[aria-current] {
        border-color: var(--wf-accent);
        box-shadow: inset 0 0 0 1px var(--wf-accent);
      }
      .picture {
        position: relative;
        display: grid;
        place-items: center;
        aspect-ratio: 16 / 9;
        overflow: hidden;
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-text) 12%, var(--wf-card));
        color: var(--wf-muted);
      }
      img {
        position: absolute;
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      .picture .icon {
        z-index: 1;
        padding: 0.15rem;
        width: 1.6rem;
        height: 1.6rem;
        border-radius: 50%;
        background: var(--wf-card);
        color: var(--wf-text);
      }
      .text {
        display: block;
        overflow-wrap: anywhere;
      }
      .about {
        display: block;
        margin-bottom: 0.15rem;
        color: var(--wf-muted);
        font-size: 0.85rem;
      }
      .who {
        color: var(--wf-text);
        font-weight: 600;
      }
      mark {
        border-radius: 3px;
        background: color-mix(in srgb, var(--wf-warn) 30%, transparent);
        color: inherit;
        font-weight: 600;
      }
      @media (max-width: 759px) {
        button {
          grid-template-columns: 5rem 1fr;
          gap: 0.65rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) line!: Line;
  /** The number of the line's voice, if it has no name. */
  @property({ attribute: false }) voice: number | null = null;
  @property({ type: Boolean }) playing = false;
  @property({ type: Boolean }) reachable = false;
  @state() private hasPicture = true;
  @query("button") private readonly button!: HTMLButtonElement;

  constructor() {
    super();
    new Watch(this, () => [this.app.cameras, this.app.people]);
  }

  override focus(): void {
    this.button.focus();
  }

  protected override render(): TemplateResult {
    const { line } = this;
    const camera = this.app.cameras.find(line.camera_id)?.name ?? t("search.gone");
    return html`
      <button
        tabindex=${this.reachable ? 0 : -1}
        aria-current=${this.playing ? "true" : nothing}
        @click=${() => this.dispatchEvent(new CustomEvent("play"))}
      >
        <span class="picture">
          ${
            this.hasPicture
              ? html`<img alt="" loading="lazy" src=${this.thumbnail()} @error=${() => (this.hasPicture = false)} />`
              : nothing
          }
          ${icon(mdiPlay)}
        </span>
        <span>
          <span class="about">
            ${this.renderSpeaker()}<bdi>${camera}</bdi> · ${day(line.start_ms)},
            ${clock(spokenAt(line))}${this.renderCertainty()}
          </span>
          <span class="text" dir="auto" lang=${line.language ?? nothing}
            >${pieces(line.text, line.highlights).map(({ text, isHit }) => (isHit ? html`<mark>${text}</mark>` : text))}</span
          >
        </span>
      </button>
    `;
  }

  private renderSpeaker(): TemplateResult | typeof nothing {
    const { speaker, speaker_id } = this.line;
    if (speaker !== null) {
      const name = this.app.people.find(speaker)?.name;
      return name === undefined ? nothing : html`<span class="who"><bdi>${name}</bdi></span> · `;
    }
    if (speaker_id === null) return nothing;
    const voice = this.voice === null ? t("search.unnamed") : t("speakers.numbered", { number: String(this.voice) });
    return html`<span class="who">${voice}</span> · `;
  }

  private renderCertainty(): string {
    const { confidence } = this.line;
    return confidence === null ? "" : ` · ${t("search.certain", { share: percent(confidence) })}`;
  }

  private thumbnail(): string {
    const params = { camera_id: this.line.camera_id };
    const query = { at: Math.round(spokenAt(this.line)), width: THUMBNAIL_PX };
    return this.app.api.url("GET /api/cameras/{camera_id}/snapshot.jpg", { params, query });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-search-hit": SearchHit;
  }
}
