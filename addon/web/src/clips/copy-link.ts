import type { App } from "../app/app";
import { t } from "../i18n";

/** Copy an address, and tell so; without a clipboard, as without encryption and in some apps, show it. */
export async function copyLink({ toasts }: Pick<App, "toasts">, link: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(link);
    toasts.done(t("select.copied"));
  } catch {
    toasts.done(t("select.not_copied", { link }));
  }
}
