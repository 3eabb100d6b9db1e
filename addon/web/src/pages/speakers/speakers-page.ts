import { mdiAccountVoice } from "@mdi/js";
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { SpeakerOutput, Suggestion } from "../../api/generated";
import { t } from "../../i18n";
import { RemoteStore } from "../../state/remote";
import { Watch } from "../../state/store";
import "../../ui/moment-player";
import type { Moment } from "../../ui/moment-player";
import "../../ui/notice";
import { Page } from "../../ui/page";
import { whenRead } from "../../ui/remote";
import { findSample } from "./samples";
import "./speaker-card";
import "./speaker-suggestions";

interface Voices {
  speakers: readonly SpeakerOutput[];
  suggestions: readonly Suggestion[];
}

/** Voices that were heard and have no name: hear them, name them, merge them. */
@customElement("wf-speakers-page")
export class SpeakersPage extends Page {
  static override styles = [
    ...Page.styles,
    css`
      :host {
        display: block;
        max-width: 80rem;
        margin: 0 auto;
      }
      .about {
        margin: 0.25rem 0 1rem;
        color: var(--wf-muted);
      }
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-items: start;
        gap: 1rem;
      }
      .list {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      wf-moment-player {
        position: sticky;
        z-index: 5;
        top: 0;
      }
      @media (min-width: 1000px) {
        wf-moment-player {
          top: 4.5rem;
          order: 1;
        }
        .columns:has(wf-moment-player) {
          grid-template-columns: minmax(0, 1fr) 26rem;
        }
      }
    `,
  ];

  @state() private moment: Moment | null = null;
  private voices!: RemoteStore<Voices>;
  private isLookedFor = false;

  constructor() {
    super();
    new Watch(this, () => [this.voices]);
  }

  override connectedCallback(): void {
    const { api } = this.app;
    this.voices = new RemoteStore<Voices>(async (signal) => {
      const [{ speakers }, { suggestions }] = await Promise.all([
        api.call("GET /api/speakers", { signal }),
        api.call("GET /api/speakers/suggestions", { query: { limit: 100 }, signal }),
      ]);
      return { speakers, suggestions };
    });
    super.connectedCallback();
    this.app.people.want();
    void this.voices.load();
  }

  /** Somebody came to say who one of the voices is. */
  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has("place")) this.isLookedFor = this.place.query.has("voice");
    if (!this.isLookedFor || this.voices.get().value === null) return;
    this.isLookedFor = false;
    const id = Number(this.place.query.get("voice"));
    [...this.renderRoot.querySelectorAll("wf-speaker-card")].find(({ speaker }) => speaker.id === id)?.reveal();
  }

  protected override render(): TemplateResult {
    return html`<h1>${t("nav.speakers")}</h1>
      <p class="about">${t("speakers.about")}</p>
      <div class="columns">
        ${
          this.moment === null
            ? nothing
            : html`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${() => (this.moment = null)}>
              </wf-moment-player>`
        }
        <div>${whenRead(this.voices.get(), this.voices.load, (voices) => this.renderVoices(voices))}</div>
      </div>`;
  }

  private renderVoices({ speakers, suggestions }: Voices): TemplateResult {
    if (speakers.length === 0) {
      return html`<wf-notice .icon=${mdiAccountVoice} heading=${t("speakers.none")} text=${t("speakers.none_text")}>
      </wf-notice>`;
    }
    const reload = (): void => void this.voices.load();
    return html`
      <wf-speaker-suggestions
        .app=${this.app}
        .suggestions=${suggestions}
        .speakers=${speakers}
        @sample=${(event: CustomEvent<number>) => void this.hear(event.detail)}
        @changed=${reload}
      ></wf-speaker-suggestions>
      <ul class="list">
        ${repeat(
          speakers,
          ({ id }) => id,
          (speaker) =>
            html`<li>
              <wf-speaker-card
                .app=${this.app}
                .speaker=${speaker}
                .others=${speakers.filter(({ id }) => id !== speaker.id)}
                @sample=${() => void this.hear(speaker.id)}
                @play=${(event: CustomEvent<Moment>) => (this.moment = event.detail)}
                @changed=${reload}
              ></wf-speaker-card>
            </li>`,
        )}
      </ul>
    `;
  }

  private async hear(id: number): Promise<void> {
    await this.app.toasts.attempt(async () => (this.moment = await findSample(this.app.api, id)));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-speakers-page": SpeakersPage;
  }
}
