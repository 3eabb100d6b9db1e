import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { CameraStorage, Storage } from "../../api/generated";
import { t } from "../../i18n";
import { bytes, days } from "../../i18n/amounts";
import { day } from "../../i18n/format";
import { forecastText } from "../cameras/forecast";
import { Section } from "./section";

/** How much space is taken, by which camera, and how long it lasts. */
@customElement("wf-storage-section")
export class StorageSection extends Section<Storage> {
  protected override readonly heading = t("system.storage");

  protected override read(signal: AbortSignal): Promise<Storage> {
    return this.app.api.call("GET /api/storage", { signal });
  }

  protected override renderValue(storage: Storage): TemplateResult {
    const { days_left } = storage;
    return html`
      <dl>
        <dt>${t("system.recordings")}</dt>
        <dd>${bytes(storage.used_bytes)}</dd>
        <dt>${t("system.protected")}</dt>
        <dd>${bytes(storage.protected_bytes)}</dd>
        <dt>${t("system.free")}</dt>
        <dd>${bytes(storage.free_bytes)}</dd>
        <dt>${t("system.per_day")}</dt>
        <dd>${bytes(storage.bytes_per_day)}</dd>
        <dt>${t("system.full_in")}</dt>
        <dd>${days_left === null ? t("system.never_full") : days(days_left)}</dd>
        <dt>${t("system.crops")}</dt>
        <dd>${bytes(storage.crops_bytes)}</dd>
      </dl>
      ${storage.cameras.length === 0 ? html`<p class="hint">${t("live.none")}</p>` : this.renderCameras(storage.cameras)}
    `;
  }

  private renderCameras(cameras: readonly CameraStorage[]): TemplateResult {
    return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${t("system.camera")}</th>
            <th scope="col">${t("system.taken")}</th>
            <th scope="col">${t("system.oldest")}</th>
            <th scope="col">${t("system.forecast")}</th>
          </tr>
        </thead>
        <tbody>
          ${cameras.map(
            (camera) =>
              html`<tr>
                <th scope="row">
                  <a href="cameras/${camera.camera_id}/recording">${this.nameOf(camera.camera_id)}</a>
                </th>
                <td>${bytes(camera.used_bytes)}</td>
                <td>${camera.oldest_ms === null ? "–" : day(camera.oldest_ms)}</td>
                <td>${forecastText(camera)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-storage-section": StorageSection;
  }
}
