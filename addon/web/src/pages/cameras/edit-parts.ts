import { html, nothing, type TemplateResult } from "lit";
import type { App } from "../../app/app";
import type { Camera } from "../../api/generated";
import { t } from "../../i18n";
import { instant } from "../../i18n/format";
import { numberField, textField } from "../../ui/inputs";
import type { Told } from "../../ui/problem";
import "../../ui/switch";
import "../../ui/week-schedule";
import type { WeekSchedule } from "../../ui/week-schedule";
import "./area-editor";
import type { AreaEditor } from "./area-editor";
import type { Draft } from "./draft";
import "./edit-recording";
import "./edit-speech";
import "./stream-report";

export const PARTS = ["general", "recording", "speech", "faces", "hours"] as const;
export type Part = (typeof PARTS)[number];

/** What the server may refuse in the general part. */
export const FIELDS = ["name", "url", "sub_url"];

/** What a part of the form is made from. */
export interface Form {
  app: App;
  camera: Camera;
  draft: Draft;
  told: Told | null;
  change: (change: Partial<Draft>) => void;
}

/** Return one part of the form. */
export function renderPart(part: Part, form: Form): TemplateResult {
  switch (part) {
    case "recording":
      return renderRecording(form);
    case "speech":
      return renderSpeech(form);
    case "faces":
      return renderFaces(form);
    case "hours":
      return renderHours(form);
    default:
      return renderGeneral(form);
  }
}

function renderGeneral({ camera, draft, told, change }: Form): TemplateResult {
  const problems = camera.status?.recent_problems ?? [];
  return html`
    ${textField({
      label: t("add.name"),
      name: "name",
      told,
      value: draft.name,
      required: true,
      changed: (name) => change({ name }),
    })}
    ${textField({
      label: t("add.url"),
      hint: t("edit.url_text"),
      name: "url",
      told,
      value: draft.url,
      required: true,
      changed: (url) => change({ url }),
    })}
    ${textField({
      label: t("add.sub_url"),
      hint: t("add.sub_url_text"),
      name: "sub_url",
      told,
      value: draft.sub_url,
      changed: (sub_url) => change({ sub_url }),
    })}
    ${
      camera.status?.stream
        ? html`<wf-stream-report .report=${camera.status.stream}></wf-stream-report>`
        : html`<p class="hint">${t("cameras.no_stream")}</p>`
    }
    ${
      problems.length === 0
        ? nothing
        : html`<details>
            <summary>${t("edit.problems", { count: problems.length })}</summary>
            <ol reversed>
              ${[...problems].reverse().map(
                ({ code, message, at_ms }) =>
                  html`<li>
                    <strong>${t(`problem.${code}`)}</strong>
                    ${at_ms === null ? nothing : instant(at_ms)}<br />${message}
                  </li>`,
              )}
            </ol>
          </details>`
    }
  `;
}

function renderRecording({ app, camera, draft, change }: Form): TemplateResult {
  return html`<wf-edit-recording
    .app=${app}
    .camera=${camera}
    .draft=${draft}
    @draft-changed=${(event: CustomEvent<Partial<Draft>>) => change(event.detail)}
  ></wf-edit-recording>`;
}

function renderSpeech({ app, camera, draft, change }: Form): TemplateResult {
  return html`<wf-edit-speech
    .app=${app}
    .camera=${camera}
    .draft=${draft}
    @draft-changed=${(event: CustomEvent<Partial<Draft>>) => change(event.detail)}
  ></wf-edit-speech>`;
}

function renderFaces({ app, camera, draft, change }: Form): TemplateResult {
  const params = { camera_id: camera.id };
  const source = app.api.url("GET /api/cameras/{camera_id}/snapshot.jpg", { params, query: { width: 1280 } });
  return html`
    <wf-switch
      label=${t("live.setting.recognize_faces")}
      .checked=${draft.recognize_faces}
      @change=${() => change({ recognize_faces: !draft.recognize_faces })}
    ></wf-switch>
    ${numberField({
      label: t("edit.least_face"),
      hint: t("edit.least_face_text"),
      value: draft.least_face_px,
      min: 20,
      max: 1000,
      changed: (pixels) => pixels !== null && change({ least_face_px: pixels }),
    })}
    <h2>${t("edit.areas")}</h2>
    <p class="hint">${t("edit.areas_text")}</p>
    <wf-area-editor
      .source=${source}
      .alternative=${t("live.picture_of", { name: camera.name })}
      .areas=${draft.areas}
      @change=${(event: Event) => change({ areas: (event.target as AreaEditor).areas })}
    ></wf-area-editor>
  `;
}

function renderHours({ draft, change }: Form): TemplateResult {
  const kinds = ["text", "faces", "voices"] as const;
  return html`
    <p class="hint">${t("edit.hours_text")}</p>
    ${kinds.map(
      (kind) =>
        html`<wf-week-schedule
          label=${t(`edit.hours.${kind}`)}
          .slots=${draft[`${kind}_hours`]}
          @change=${(event: Event) => change({ [`${kind}_hours`]: (event.target as WeekSchedule).slots })}
        ></wf-week-schedule>`,
    )}
  `;
}
