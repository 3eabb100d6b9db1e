import {
  mdiClosedCaption,
  mdiContentCut,
  mdiFitToPageOutline,
  mdiFormatListBulleted,
  mdiKeyboardOutline,
  mdiMagnifyMinus,
  mdiMagnifyPlus,
  mdiPause,
  mdiPlay,
  mdiStepBackward,
  mdiStepForward,
  mdiVolumeHigh,
  mdiVolumeOff,
} from "@mdi/js";
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { t } from "../../i18n";
import { clock } from "../../i18n/format";
import { icon } from "../../ui/icon";
import { option } from "../../ui/option";
import { buttons, fields, shared } from "../../ui/styles";

export const SPEEDS: readonly number[] = [0.5, 1, 2, 4, 8];

export type Command =
  | "play"
  | "frame_back"
  | "frame_on"
  | "mute"
  | "captions"
  | "select"
  | "zoom_in"
  | "zoom_out"
  | "fit"
  | "list"
  | "help";

/** The buttons below the picture. Fires `command` and `speed`. */
@customElement("wf-playback-bar")
export class PlaybackBar extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem;
      }
      .time {
        min-width: 6rem;
        padding: 0 0.5rem;
        font-variant-numeric: tabular-nums;
        font-weight: 600;
      }
      .select[aria-pressed] {
        min-height: 2.25rem;
        margin-inline-start: 0.25rem;
      }
      @media (max-width: 759px) {
        .select span,
        .help {
          display: none;
        }
      }
      .space {
        flex: 1;
      }
      select {
        min-height: 2.25rem;
      }
    `,
  ];

  @property({ attribute: false }) positionMs: number | null = null;
  @property({ type: Boolean }) playing = false;
  @property({ type: Boolean }) muted = false;
  @property({ type: Boolean }) captions = false;
  @property({ type: Boolean }) list = false;
  @property({ type: Boolean }) selecting = false;
  @property({ attribute: false }) speed = 1;

  protected override render(): TemplateResult {
    return html`
      ${this.renderButton("frame_back", mdiStepBackward)}
      ${this.playing ? this.renderButton("play", mdiPause, t("timeline.pause")) : this.renderButton("play", mdiPlay)}
      ${this.renderButton("frame_on", mdiStepForward)}
      <span class="time">${this.positionMs === null ? "" : clock(this.positionMs)}</span>
      <select aria-label=${t("timeline.speed")} @change=${this.chosen}>
        ${SPEEDS.map((speed) => option(speed, `${String(speed)}×`, speed === this.speed))}
      </select>
      ${this.renderButton("mute", this.muted ? mdiVolumeOff : mdiVolumeHigh, t("timeline.mute"), this.muted)}
      ${this.renderButton("captions", mdiClosedCaption, t("timeline.captions"), this.captions)}
      <button
        class="select"
        aria-label=${t("timeline.select")}
        title=${t("timeline.select")}
        aria-pressed=${this.selecting}
        @click=${() => this.fire("select")}
      >
        ${icon(mdiContentCut)}<span>${t("timeline.select")}</span>
      </button>
      <span class="space"></span>
      ${this.renderButton("zoom_out", mdiMagnifyMinus)} ${this.renderButton("zoom_in", mdiMagnifyPlus)}
      ${this.renderButton("fit", mdiFitToPageOutline)}
      ${this.renderButton("list", mdiFormatListBulleted, t("timeline.list"), this.list)}
      <span class="help">${this.renderButton("help", mdiKeyboardOutline)}</span>
    `;
  }

  private renderButton(
    command: Command,
    path: string,
    label: string = t(`timeline.${command}`),
    isPressed?: boolean,
  ): TemplateResult {
    const fire = (): void => this.fire(command);
    return isPressed === undefined
      ? html`<button class="plain round" aria-label=${label} title=${label} @click=${fire}>${icon(path)}</button>`
      : html`<button class="plain round" aria-label=${label} title=${label} aria-pressed=${isPressed} @click=${fire}>
          ${icon(path)}
        </button>`;
  }

  private fire(command: Command): void {
    this.dispatchEvent(new CustomEvent<Command>("command", { detail: command }));
  }

  private chosen(event: Event): void {
    const speed = Number((event.target as HTMLSelectElement).value);
    this.dispatchEvent(new CustomEvent<number>("speed", { detail: speed }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-playback-bar": PlaybackBar;
  }
}
