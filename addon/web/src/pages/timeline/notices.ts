import { mdiAlertCircleOutline, mdiCctvOff } from "@mdi/js";
import { html, type TemplateResult } from "lit";
import type { Camera } from "../../api/generated";
import { t } from "../../i18n";
import { errorText } from "../../i18n/errors";
import type { Remote } from "../../state/remote";
import "../../ui/notice";

/** What there is instead of a day that is read, or could not be. */
export function noDay(error: Error | null, retry: () => void): TemplateResult {
  if (error === null) return html`<p role="status">${t("loading")}</p>`;
  return html`<wf-notice .icon=${mdiAlertCircleOutline} heading=${t("timeline.failed")} text=${errorText(error)}>
    <button class="primary" @click=${retry}>${t("failure.retry")}</button>
  </wf-notice>`;
}

/** What there is instead of a camera: cameras are read, could not be, or none is the one that was asked for. */
export function noCamera({ value: cameras, error }: Remote<readonly Camera[]>): TemplateResult {
  const heading = html`<h1 class="hidden-text">${t("nav.timeline")}</h1>`;
  if (cameras === null && error === null) {
    return html`${heading}
      <p role="status">${t("loading")}</p>`;
  }
  if (cameras === null) {
    return html`${heading}<wf-notice
        .icon=${mdiAlertCircleOutline}
        heading=${t("failure.title")}
        text=${errorText(error)}
      ></wf-notice>`;
  }
  const isNone = cameras.length === 0;
  return html`${heading}
    <wf-notice
      .icon=${mdiCctvOff}
      heading=${isNone ? t("live.none") : t("live.gone")}
      text=${isNone ? t("live.none_text") : t("live.gone_text")}
    >
      ${
        isNone
          ? html`<a class="button primary" href="cameras/add">${t("cameras.add_first")}</a>`
          : html`<a class="button primary" href="timeline">${t("timeline.no_camera")}</a>`
      }
    </wf-notice>`;
}
