import { html, nothing, type TemplateResult } from "lit";
import type { Camera, Captions, FaceBlur } from "../../api/generated";
import { t } from "../../i18n";
import { selectField } from "../../ui/inputs";
import type { Clip, Edit, EditList } from "./edit-list";

type Told = (edit: Edit) => void;
export type Hearing = "own" | "none" | "mixed";

/** Return how a clip is heard: as its own camera heard it, not at all, or as others did, too. */
export function hearingOf({ muted, sound }: Clip): Hearing {
  if (muted) return "none";
  return sound.length === 0 ? "own" : "mixed";
}

/** Return the cameras that are heard once one was ticked or not; the last one stays. */
export function withSound(sound: readonly string[], id: string): readonly string[] {
  if (!sound.includes(id)) return [...sound, id];
  return sound.length > 1 ? sound.filter((other) => other !== id) : sound;
}

/** What is set for a whole story. */
export function storyOptions({ captions, blur }: EditList, isOff: boolean, told: Told): TemplateResult {
  return html`<fieldset class="pair" ?disabled=${isOff}>
    <legend class="hidden-text">${t("story.options")}</legend>
    ${selectField<Captions>({
      label: t("story.captions"),
      value: captions,
      options: (["none", "soft", "sidecar", "burned_in"] as const).map((value) => [value, t(`story.caption.${value}`)]),
      changed: (value) => told({ kind: "story", part: { captions: value } }),
    })}
    ${selectField<FaceBlur | "none">({
      label: t("story.blur"),
      value: blur ?? "none",
      options: (["none", "unknown", "all"] as const).map((value) => [value, t(`story.blurred.${value}`)]),
      changed: (value) => told({ kind: "story", part: { blur: value === "none" ? null : value } }),
    })}
  </fieldset>`;
}

/** How one clip is heard. */
export function soundOptions(clip: Clip, cameras: readonly Camera[], isOff: boolean, told: Told): TemplateResult {
  const { id, camera_id, sound } = clip;
  const tell = (part: Partial<Pick<Clip, "sound" | "muted">>): void => told({ kind: "sound", id, part });
  const parts: Readonly<Record<Hearing, Partial<Clip>>> = {
    own: { muted: false, sound: [] },
    none: { muted: true },
    mixed: { muted: false, sound: sound.length > 0 ? sound : [camera_id] },
  };
  const hearing = hearingOf(clip);
  return html`<fieldset class="stack" ?disabled=${isOff}>
    <legend class="hidden-text">${t("story.sound")}</legend>
    ${selectField<Hearing>({
      label: t("story.sound"),
      value: hearing,
      options: (["own", "mixed", "none"] as const).map((value) => [value, t(`story.heard.${value}`)]),
      changed: (value) => tell(parts[value]),
    })}
    ${
      hearing === "mixed"
        ? html`<div class="row" role="group" aria-label=${t("story.heard.mixed")}>
            ${cameras.map(
              (camera) =>
                html`<label class="tick">
                  <input
                    type="checkbox"
                    .checked=${sound.includes(camera.id)}
                    ?disabled=${sound.length === 1 && sound.includes(camera.id)}
                    @change=${() => tell({ sound: withSound(sound, camera.id) })}
                  />
                  <bdi>${camera.name}</bdi>
                </label>`,
            )}
          </div>`
        : nothing
    }
  </fieldset>`;
}
