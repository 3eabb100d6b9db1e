import { mdiAlertCircleOutline } from "@mdi/js";
import { html, type TemplateResult } from "lit";
import { t } from "../i18n";
import { errorText } from "../i18n/errors";
import type { Remote } from "../state/remote";
import "./notice";

/** Show what was read from the server; that it is being read, or why it is not there, as long as it is not. */
export function whenRead<Value>(
  { value, error }: Remote<Value>,
  retry: () => Promise<void>,
  render: (value: Value) => TemplateResult,
): TemplateResult {
  if (value !== null) return render(value);
  if (error === null) return html`<p role="status">${t("loading")}</p>`;
  return html`<wf-notice .icon=${mdiAlertCircleOutline} heading=${t("failure.title")} text=${errorText(error)}>
    <button class="primary" @click=${() => void retry()}>${t("failure.retry")}</button>
  </wf-notice>`;
}
