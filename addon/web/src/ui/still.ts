import { html, type TemplateResult } from "lit";
import type { App } from "../app/app";
import { t } from "../i18n";

const WIDTH_PX = 960;
const SECOND_MS = 1000;

const AGAIN_MS = 2000;
const MOST_TRIES = 10;

/**
 * The recording's picture of an instant, for whoever cannot see the video; it changes once a second at most.
 *
 * A whole second may lie before the recording's first picture, and the newest pictures are not written yet: what is
 * not there is asked for again at the very instant, a few times.
 */
export function stillAt(app: App, camera: { id: string; name: string }, atMs: number): TemplateResult {
  const address = (at: number): string =>
    app.api.url("GET /api/cameras/{camera_id}/snapshot.jpg", {
      params: { camera_id: camera.id },
      query: { at, width: WIDTH_PX },
    });
  let tries = 0;
  const again = ({ target }: Event): void => {
    const picture = target as HTMLImageElement;
    const asked = picture.src;
    if (tries++ >= MOST_TRIES) return;
    setTimeout(
      () => {
        if (picture.isConnected && picture.src === asked) picture.src = address(Math.floor(atMs));
      },
      tries === 1 ? 0 : AGAIN_MS,
    );
  };
  const shown = address(Math.floor(atMs / SECOND_MS) * SECOND_MS);
  return html`<img src=${shown} alt=${t("live.picture_of", { name: camera.name })} @error=${again} />`;
}
