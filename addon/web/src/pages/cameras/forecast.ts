import type { CameraStorage, LimitsChange, StoragePreview } from "../../api/generated";
import { t } from "../../i18n";
import { bytes, days } from "../../i18n/amounts";
import { duration, instant } from "../../i18n/format";

/** 31 GB a day → 12 days */
export function forecastText({ bytes_per_day, reach_days }: CameraStorage): string {
  if (bytes_per_day === 0) return t("forecast.nothing");
  const rate = t("forecast.rate", { amount: bytes(bytes_per_day) });
  return reach_days === null ? rate : t("forecast.reach", { rate, days: days(reach_days) });
}

/** How far back footage will reach under other limits, in days; null where there is no telling. */
export function reachDays(bytesPerDay: number, retentionDays: number | null, quotaGb: number | null): number | null {
  const byQuota = quotaGb === null || bytesPerDay === 0 ? Infinity : (quotaGb * 1e9) / bytesPerDay;
  const reach = Math.min(byQuota, retentionDays ?? Infinity);
  return Number.isFinite(reach) ? reach : null;
}

/** Return the limits of one camera as the preview takes them. */
export function limitsOf(camera_id: string, retention_days: number | null, quota_gb: number | null): LimitsChange {
  return { cameras: [{ camera_id, retention_days, quota_gb }] };
}

/** Say what a change would delete of a camera; null if nothing. */
export function lossText(preview: StoragePreview, cameraId: string): string | null {
  const loss = preview.cameras.find(({ camera_id }) => camera_id === cameraId);
  if (loss === undefined || loss.recordings === 0) return null;
  const what = { count: loss.recordings, amount: bytes(loss.size_bytes), duration: duration(loss.duration_ms) };
  const rest = loss.oldest_ms === null ? t("forecast.none_left") : t("forecast.left", { at: instant(loss.oldest_ms) });
  return `${t("forecast.loss", what)} ${rest}`;
}
