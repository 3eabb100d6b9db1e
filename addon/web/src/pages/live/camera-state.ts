import type { Camera } from "../../api/generated";
import { t } from "../../i18n";

/** How a camera is to be shown: whether there can be a picture, and what to say. */
export interface Shown {
  kind: "live" | "off" | "connecting" | "offline";
  label: string;
  /** Why, in the server's own words, and what helps. */
  detail: string | null;
}

/** Return what a camera's status means to somebody who looks at it. */
export function shownState({ enabled, status }: Camera): Shown {
  const connection = enabled ? status?.connection : "stopped";
  const detail = status?.problem?.message ?? null;
  switch (connection) {
    case "stopped":
      return { kind: "off", label: t("camera.off"), detail: null };
    case "connected":
      return { kind: "live", label: t("camera.live"), detail: null };
    case "retrying":
      return { kind: "offline", label: t("camera.offline"), detail };
    default:
      return { kind: "connecting", label: t("camera.connecting"), detail };
  }
}
