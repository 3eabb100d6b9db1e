import { mdiPlay } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { SpeakerOutput } from "../../api/generated";
import { t } from "../../i18n";
import { duration } from "../../i18n/format";
import { tellEdits } from "../../state/undo";
import "../../ui/dialog";
import { icon } from "../../ui/icon";
import type { Moment } from "../../ui/moment-player";
import "../../ui/moment-player";
import { option } from "../../ui/option";
import { buttons, fields, shared } from "../../ui/styles";
import { findSample } from "./samples";
import { mergedWith } from "./speaking";

/** Makes one voice of two, once both can be heard. Fires `closed`, and `changed` after it. */
@customElement("wf-voices-dialog")
export class VoicesDialog extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      .both {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin: 0.9rem 0;
      }
      p {
        margin: 0.75rem 0 0;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) speaker!: SpeakerOutput;
  @property({ attribute: false }) others: readonly SpeakerOutput[] = [];
  @property({ type: Boolean }) open = false;
  @state() private into = 0;
  @state() private moment: Moment | null = null;

  protected override render(): TemplateResult {
    const into = this.others.find(({ id }) => id === this.into) ?? null;
    const changed = (event: Event): void => {
      this.into = Number((event.target as HTMLSelectElement).value);
    };
    return html`<wf-dialog heading=${t("speakers.merge")} ?open=${this.open} @closed=${this.closed}>
      <label>
        ${t("speakers.same_as", { number: String(this.speaker.number) })}
        <select @change=${changed}>
          ${option(0, t("speakers.choose"), this.into === 0)}
          ${this.others.map((each) =>
            option(each.id, t("speakers.numbered", { number: String(each.number) }), each.id === this.into),
          )}
        </select>
      </label>
      ${into === null ? nothing : this.renderPreview(into)}
      <button slot="actions" class="primary" ?disabled=${into === null} @click=${() => void this.merge(into)}>
        ${t("speakers.merge_do")}
      </button>
    </wf-dialog>`;
  }

  private renderPreview(into: SpeakerOutput): TemplateResult {
    const { lines, talk_ms } = mergedWith(into, this.speaker);
    const hear = (speaker: SpeakerOutput): TemplateResult =>
      html`<button @click=${() => void this.hear(speaker)}>
        ${icon(mdiPlay)}${t("speakers.numbered", { number: String(speaker.number) })}
      </button>`;
    return html`
      <div class="both">${hear(this.speaker)}${hear(into)}</div>
      ${
        this.moment === null
          ? nothing
          : html`<wf-moment-player
              .app=${this.app}
              .moment=${this.moment}
              @closed=${() => (this.moment = null)}
            ></wf-moment-player>`
      }
      <p>
        ${t("speakers.preview", {
          number: String(into.number),
          lines: t("speakers.lines", { count: lines }),
          time: duration(talk_ms),
        })}
      </p>
    `;
  }

  private readonly closed = (): void => {
    this.moment = null;
    this.dispatchEvent(new CustomEvent("closed"));
  };

  private async hear({ id }: SpeakerOutput): Promise<void> {
    await this.app.toasts.attempt(async () => (this.moment = await findSample(this.app.api, id)));
  }

  private async merge(into: SpeakerOutput | null): Promise<void> {
    if (into === null) return;
    const params = { speaker_id: this.speaker.id };
    await this.app.toasts.attempt(async () => {
      const body = { into_speaker_id: into.id };
      const { edit_id } = await this.app.api.call("POST /api/speakers/{speaker_id}/merge", { params, body });
      const changed = (): boolean => this.dispatchEvent(new CustomEvent("changed"));
      tellEdits(this.app, t("speakers.merged", { number: String(into.number) }), [edit_id], changed);
      this.moment = null;
      changed();
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-voices-dialog": VoicesDialog;
  }
}
