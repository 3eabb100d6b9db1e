import { html, type TemplateResult } from "lit";
import type { App } from "../app/app";
import { t } from "../i18n";

const WIDTH_PX = 960;
const SECOND_MS = 1000;

/** The recording's picture of an instant, for whoever cannot see the video; it changes once a second at most. */
export function stillAt(app: App, camera: { id: string; name: string }, atMs: number): TemplateResult {
  const options = {
    params: { camera_id: camera.id },
    query: { at: Math.floor(atMs / SECOND_MS) * SECOND_MS, width: WIDTH_PX },
  };
  const address = app.api.url("GET /api/cameras/{camera_id}/snapshot.jpg", options);
  return html`<img src=${address} alt=${t("live.picture_of", { name: camera.name })} />`;
}
