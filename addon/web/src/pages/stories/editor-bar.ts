import {
  mdiArrowLeft,
  mdiArrowRight,
  mdiContentCopy,
  mdiContentCut,
  mdiDelete,
  mdiExport,
  mdiPlus,
  mdiRedo,
  mdiUndo,
} from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../i18n";
import { icon } from "../../ui/icon";
import type { Action } from "./editor-keys";
import { MOST_CLIPS, MOST_TITLE } from "./edit-list";
import type { Saving, SessionState, StorySession } from "./story-session";

interface HeaderActions {
  named: (title: string) => void;
  wanted: (action: "undo" | "redo") => void;
  exported: () => void;
}

/** The title, which can be typed over, and what concerns the whole story. */
export function editorHeader(session: StorySession, canEdit: boolean, actions: HeaderActions): TemplateResult {
  const { title } = session.list;
  const { past, future } = session.get().history;
  const typed = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const wanted = field.value.trim();
    if (wanted === "") field.value = title;
    else actions.named(wanted);
  };
  return html`<header>
    <a class="button plain round" href="stories" aria-label=${t("stories.all")} title=${t("stories.all")}
      >${icon(mdiArrowLeft)}</a
    >
    <h1 class="hidden-text">${title}</h1>
    <input
      class="title"
      maxlength=${MOST_TITLE}
      autocomplete="off"
      aria-label=${t("stories.title")}
      ?readonly=${!canEdit}
      .value=${title}
      @change=${typed}
    />
    ${
      canEdit
        ? html`${tool(mdiUndo, t("story.undo"), past.length > 0, () => actions.wanted("undo"))}
            ${tool(mdiRedo, t("story.redo"), future.length > 0, () => actions.wanted("redo"))}
            <button class="primary" @click=${actions.exported}>${icon(mdiExport)}${t("story.export")}</button>`
        : nothing
    }
  </header>`;
}

interface SavingActions {
  retried: () => void;
  decided: () => void;
  rescued: () => void;
}

/** What is saved, and what is not, and why, with what to do about it. */
export function savingLine(
  { saving, error }: Pick<SessionState, "saving" | "error">,
  canEdit: boolean,
  { retried, decided, rescued }: SavingActions,
): TemplateResult {
  if (!canEdit) return html`<p class="saving">${t("story.read_only")}</p>`;
  const fixes: Readonly<Partial<Record<Saving, readonly [label: string, act: () => void]>>> = {
    offline: [t("offline.retry"), retried],
    failed: [t("failure.retry"), retried],
    conflict: [t("story.decide"), decided],
    gone: [t("story.rescue"), rescued],
  };
  const fix = fixes[saving];
  const reason = saving === "failed" && error !== null ? ` ${error.message}` : "";
  return html`<p class="saving ${fix === undefined ? "" : "trouble"}" role="status">
    ${t(`story.saving.${saving}`)}${reason}
    ${fix === undefined ? nothing : html`<button @click=${fix[1]}>${fix[0]}</button>`}
  </p>`;
}

/** What can be done with the clip that is chosen: the one at `index`, −1 for none. */
export function clipTools(
  index: number,
  count: number,
  added: () => void,
  wanted: (action: Action) => void,
): TemplateResult {
  const isChosen = index >= 0;
  return html`<div class="tools" role="toolbar" aria-label=${t("story.tools")}>
    <button class="primary" ?disabled=${count >= MOST_CLIPS} @click=${added}>${icon(mdiPlus)}${t("story.add")}</button>
    ${tool(mdiArrowLeft, t("story.move_left"), index > 0, () => wanted({ kind: "move", direction: -1 }))}
    ${tool(mdiArrowRight, t("story.move_right"), isChosen && index < count - 1, () =>
      wanted({ kind: "move", direction: 1 }),
    )}
    ${tool(mdiContentCut, t("story.split"), isChosen, () => wanted({ kind: "split" }))}
    ${tool(mdiContentCopy, t("story.duplicate"), isChosen, () => wanted({ kind: "duplicate" }))}
    ${tool(mdiDelete, t("story.remove"), isChosen, () => wanted({ kind: "remove" }))}
  </div>`;
}

function tool(path: string, label: string, isOn: boolean, act: () => void): TemplateResult {
  return html`<button class="plain round" ?disabled=${!isOn} aria-label=${label} title=${label} @click=${act}>
    ${icon(path)}
  </button>`;
}
