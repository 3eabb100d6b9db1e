import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { StreamReport } from "../../api/generated";
import { t } from "../../i18n";
import { decimal } from "../../i18n/amounts";
import { shared } from "../../ui/styles";

const HEVC = /^(hevc|h\.?265)$/i;
const HEVC_TYPE = 'video/mp4; codecs="hvc1.1.6.L93.B0"';

/** Whether this browser can show a codec's video; HEVC it often cannot. */
export function isPlayable(codec: string | null): boolean {
  if (codec === null || !HEVC.test(codec)) return true;
  return typeof MediaSource !== "undefined" && MediaSource.isTypeSupported(HEVC_TYPE);
}

/** H.264, 2560 × 1440, 20 pictures a second */
export function videoText({ video_codec, width, height, frames_per_s }: StreamReport): string {
  if (video_codec === null) return t("stream.no_video");
  const parts = [video_codec.toUpperCase(), `${width} × ${height}`];
  if (frames_per_s > 0) parts.push(t("stream.rate", { rate: decimal(frames_per_s) }));
  return parts.join(", ");
}

/** AAC, 16 kHz */
export function audioText({ audio_codec, sample_rate_hz }: StreamReport): string {
  if (audio_codec === null) return t("stream.no_audio");
  return `${audio_codec.toUpperCase()}, ${decimal(sample_rate_hz / 1000)} kHz`;
}

/** What a camera sends, and what that means. */
@customElement("wf-stream-report")
export class StreamReportBox extends LitElement {
  static override styles = [
    shared,
    css`
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.35rem 1rem;
        margin: 0;
      }
      dt {
        color: var(--wf-muted);
      }
      dd {
        margin: 0;
      }
      p {
        margin: 0.5rem 0 0;
        color: var(--wf-warn);
      }
    `,
  ];

  @property({ attribute: false }) report!: StreamReport;

  protected override render(): TemplateResult {
    const { report } = this;
    return html`
      <dl>
        <dt>${t("stream.video")}</dt>
        <dd>${videoText(report)}</dd>
        <dt>${t("stream.audio")}</dt>
        <dd>${audioText(report)}</dd>
      </dl>
      ${report.notes.map((note) => html`<p>${note}</p>`)}
      ${isPlayable(report.video_codec) ? nothing : html`<p>${t("stream.hevc")}</p>`}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-stream-report": StreamReportBox;
  }
}
