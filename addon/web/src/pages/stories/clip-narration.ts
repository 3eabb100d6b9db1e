import { mdiAccountVoice } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { App } from "../../app/app";
import { t } from "../../i18n";
import { icon } from "../../ui/icon";
import { forms } from "../../ui/inputs";
import "../../ui/problem";
import { buttons, shared } from "../../ui/styles";
import { lengthOf, MOST_NARRATION, type Clip } from "./edit-list";
import { NarrationVoice, type Voice } from "./narration-voice";
import { length } from "./times";

/** What is spoken over a clip. Fires `narrate` with the text as it is typed, and `settle` once that is over. */
@customElement("wf-clip-narration")
export class ClipNarration extends LitElement {
  static override styles = [
    shared,
    buttons,
    forms,
    css`
      :host {
        display: grid;
        gap: 0.5rem;
      }
      .count {
        margin-left: auto;
        font-variant-numeric: tabular-nums;
      }
      audio {
        width: 100%;
        height: 2.5rem;
      }
      .failed {
        color: var(--wf-bad);
        font-weight: 500;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) clip!: Clip;
  @property({ type: Boolean }) editable = false;
  private voice: NarrationVoice | null = null;

  override disconnectedCallback(): void {
    this.voice?.stop();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const before = changes.get("clip");
    if (before !== undefined && before.narration.trim() !== this.clip.narration.trim()) this.voice?.stop();
  }

  protected override render(): TemplateResult {
    const { narration } = this.clip;
    const voice = this.voice?.get() ?? { kind: "silent" };
    return html`
      <label>
        ${t("story.narration")}
        <textarea
          rows="3"
          dir="auto"
          maxlength=${MOST_NARRATION}
          aria-describedby="about"
          ?readonly=${!this.editable}
          .value=${live(narration)}
          @input=${this.typed}
          @change=${() => this.dispatchEvent(new CustomEvent("settle"))}
        ></textarea>
      </label>
      <div class="row">
        ${this.editable ? this.renderSpeak(voice, narration.trim()) : nothing}
        <span class="hint count">${t("story.narration_count", { count: narration.length, most: MOST_NARRATION })}</span>
      </div>
      <div role="status">${this.renderVoice(voice)}</div>
      ${voice.kind === "refused" ? html`<wf-problem .told=${voice.told}></wf-problem>` : nothing}
      <p id="about" class="hint">${t("story.narration_hint")}</p>
    `;
  }

  private renderSpeak(voice: Voice, text: string): TemplateResult {
    const again = voice.kind === "ready";
    return html`<button
      ?disabled=${text === "" || voice.kind === "waiting"}
      @click=${() => void this.speak(text, again)}
    >
      ${icon(mdiAccountVoice)}${t(again ? "story.narration_again" : "story.narration_speak")}
    </button>`;
  }

  private renderVoice(voice: Voice): TemplateResult | typeof nothing {
    switch (voice.kind) {
      case "waiting":
        return html`<p class="hint">${t(voice.isLong ? "story.narration_long" : "story.narration_waiting")}</p>`;
      case "failed":
        return html`<p class="hint failed">${t(`story.narration_failed.${voice.failure}`)}</p>`;
      case "ready":
        return this.renderSound(voice.id, voice.lengthMs);
      default:
        return nothing;
    }
  }

  private renderSound(id: string, lengthMs: number): TemplateResult {
    const params = { narration_id: id };
    const heldMs = lengthMs - lengthOf(this.clip);
    return html`<audio
        controls
        autoplay
        aria-label=${t("story.narration")}
        src=${this.app.api.url("GET /api/narrations/{narration_id}/sound.wav", { params })}
      ></audio>
      ${
        heldMs > 0
          ? html`<p class="hint">${t("story.narration_held", { length: tenths(lengthMs), held: tenths(heldMs) })}</p>`
          : nothing
      }`;
  }

  private readonly typed = (event: Event): void => {
    const { value } = event.target as HTMLTextAreaElement;
    this.dispatchEvent(new CustomEvent<string>("narrate", { detail: value }));
  };

  private async speak(text: string, again: boolean): Promise<void> {
    if (this.voice === null) {
      this.voice = new NarrationVoice(this.app.api);
      this.voice.subscribe(() => this.requestUpdate());
    }
    await this.voice.speak(text, again);
  }
}

function tenths(ms: number): string {
  return length(ms, { tenths: true });
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-clip-narration": ClipNarration;
  }
}
