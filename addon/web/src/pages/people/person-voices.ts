import { mdiDelete, mdiMicrophonePlus, mdiPlay } from "@mdi/js";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { App } from "../../app/app";
import type { Person, Voice } from "../../api/generated";
import { t } from "../../i18n";
import { day, percent } from "../../i18n/format";
import { RemoteStore } from "../../state/remote";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { tellEdits } from "../../state/undo";
import { icon } from "../../ui/icon";
import { whenRead } from "../../ui/remote";
import { buttons, shared } from "../../ui/styles";
import { partHead, rows } from "./people-styles";
import "./voice-lines";

/** The sounds a person is known by: hear each, remove it, or learn one from what they said. Fires `changed`. */
@customElement("wf-person-voices")
export class PersonVoices extends LitElement {
  static override styles = [shared, buttons, partHead, rows];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) person!: Person;
  @state() private isLearning = false;
  @query("audio") private readonly audio!: HTMLAudioElement;
  private readonly voices = new RemoteStore<readonly Voice[]>(async (signal) => {
    const params = { person_id: this.person.id };
    return (await this.app.api.call("GET /api/people/{person_id}/voices", { params, signal })).voices;
  });

  constructor() {
    super();
    new Watch(this, () => [this.voices, this.app.me]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.voices.load();
  }

  protected override render(): TemplateResult {
    const mayEdit = may(this.app.me.get(), "edit");
    return html`
      <header>
        <h2>${t("person.voices")}</h2>
        ${
          mayEdit
            ? html`<button @click=${() => (this.isLearning = true)}>
                ${icon(mdiMicrophonePlus)}${t("voice_lines.order")}
              </button>`
            : nothing
        }
      </header>
      <audio></audio>
      ${whenRead(this.voices.get(), this.voices.load, (voices) =>
        voices.length === 0
          ? html`<p>${t("person.no_voices")}</p>`
          : html`<ul class="rows">
              ${repeat(
                voices,
                ({ id }) => id,
                (voice, index) => html`<li>${this.renderVoice(voice, index + 1, mayEdit)}</li>`,
              )}
            </ul>`,
      )}
      <wf-voice-lines
        .app=${this.app}
        .person=${this.person}
        ?open=${this.isLearning}
        @closed=${() => (this.isLearning = false)}
        @learnt=${this.changed}
      ></wf-voice-lines>
    `;
  }

  private renderVoice(voice: Voice, number: number, mayEdit: boolean): TemplateResult {
    const label = t("person.voice", { number, name: this.person.name });
    const seconds = Math.round(voice.seconds);
    return html`
      <button class="plain round" aria-label=${t("person.play", { what: label })} @click=${() => void this.play(voice)}>
        ${icon(mdiPlay)}
      </button>
      <span class="what">
        ${t("person.voice_about", { seconds, share: percent(voice.quality), when: day(voice.created_ms) })}
      </span>
      ${
        mayEdit
          ? html`<button
              class="plain round"
              aria-label=${`${t("person.remove_voice")}: ${label}`}
              @click=${() => void this.removeVoice(voice)}
            >
              ${icon(mdiDelete)}
            </button>`
          : nothing
      }
    `;
  }

  private async play({ id, person_id }: Voice): Promise<void> {
    const params = { person_id, voice_id: id };
    this.audio.src = this.app.api.url("GET /api/people/{person_id}/voices/{voice_id}/sound.wav", { params });
    await this.app.toasts.attempt(() => this.audio.play());
  }

  private readonly changed = (): void => {
    this.isLearning = false;
    void this.voices.load();
    this.dispatchEvent(new CustomEvent("changed"));
  };

  private async removeVoice({ id, person_id }: Voice): Promise<void> {
    const params = { person_id, voice_id: id };
    await this.app.toasts.attempt(async () => {
      const { edit_id } = await this.app.api.call("DELETE /api/people/{person_id}/voices/{voice_id}", { params });
      this.changed();
      tellEdits(this.app, t("person.voice_removed"), [edit_id], this.changed);
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-person-voices": PersonVoices;
  }
}
