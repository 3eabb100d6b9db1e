import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Camera, EngineState, SpeechModel } from "../../api/generated";
import { t } from "../../i18n";
import { RemoteStore } from "../../state/remote";
import { Watch } from "../../state/store";
import { forms, numberField, selectField, textField } from "../../ui/inputs";
import { buttons, shared } from "../../ui/styles";
import "../../ui/switch";
import type { Draft } from "./draft";
import "./speech-tuner";

interface Known {
  engines: readonly EngineState[];
  models: readonly SpeechModel[];
}

/** Return the names of engines, and of models that can be used with one of them, or with any. */
export function choices({ engines, models }: Known, engine: string): { engines: string[]; models: string[] } {
  const own = engines.filter((each) => engine === "" || each.engine === engine);
  const installed = models.filter(({ state }) => state === "installed").map(({ name }) => name);
  const used = own.map(({ model }) => model).filter((model) => model !== null);
  return { engines: [...new Set(engines.map((each) => each.engine))], models: [...new Set([...used, ...installed])] };
}

/** How the speech of a camera is written down. Fires `draft-changed`. */
@customElement("wf-edit-speech")
export class EditSpeech extends LitElement {
  static override styles = [
    shared,
    buttons,
    ...forms,
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) camera!: Camera;
  @property({ attribute: false }) draft!: Draft;
  private readonly known = new RemoteStore<Known>(async (signal) => {
    const [{ engines }, { models }] = await Promise.all([
      this.app.api.call("GET /api/speech", { signal }),
      this.app.api.call("GET /api/models", { signal }),
    ]);
    return { engines, models };
  });

  constructor() {
    super();
    new Watch(this, () => [this.known]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.known.load();
  }

  protected override render(): TemplateResult {
    const { draft } = this;
    return html`
      <wf-switch
        label=${t("live.setting.transcribe")}
        .checked=${draft.transcribe}
        @change=${() => this.change({ transcribe: !draft.transcribe })}
      ></wf-switch>
      <wf-switch
        label=${t("edit.recognize_voices")}
        .checked=${draft.recognize_voices}
        @change=${() => this.change({ recognize_voices: !draft.recognize_voices })}
      ></wf-switch>
      <wf-switch
        label=${t("edit.speech.live")}
        .checked=${draft.live}
        @change=${() => this.change({ live: !draft.live })}
      ></wf-switch>
      <div class="pair">${this.renderLanguage()}</div>
      <div class="pair">${this.renderEngine()}</div>
      <div class="pair">${this.renderWords()}</div>
      <wf-speech-tuner .app=${this.app} .camera=${this.camera}></wf-speech-tuner>
    `;
  }

  private renderLanguage(): TemplateResult {
    const { draft } = this;
    return html`
      ${selectField({
        label: t("edit.speech.mode"),
        hint: t(`edit.speech.mode_text.${draft.language_mode}`),
        value: draft.language_mode,
        options: (["fixed", "auto", "locked"] as const).map((mode) => [mode, t(`edit.speech.modes.${mode}`)] as const),
        changed: (language_mode) => this.change({ language_mode }),
      })}
      ${
        draft.language_mode === "fixed"
          ? textField({
              label: t("edit.language"),
              hint: t("edit.language_text"),
              value: draft.language,
              placeholder: t("edit.language_auto"),
              changed: (language) => this.change({ language }),
            })
          : nothing
      }
      ${selectField({
        label: t("edit.speech.task"),
        value: draft.task,
        options: (["transcribe", "translate"] as const).map((task) => [task, t(`edit.speech.tasks.${task}`)] as const),
        changed: (task) => this.change({ task }),
      })}
    `;
  }

  private renderEngine(): TemplateResult {
    const { draft } = this;
    const known = choices(this.known.get().value ?? { engines: [], models: [] }, draft.speech_engine);
    const options = (names: readonly string[], chosen: string): (readonly [string, string])[] => {
      const all = chosen === "" || names.includes(chosen) ? names : [chosen, ...names];
      return [["", t("edit.speech.servers_choice")], ...all.map((name) => [name, name] as const)];
    };
    return html`
      ${selectField({
        label: t("edit.speech.engine"),
        value: draft.speech_engine,
        options: options(known.engines, draft.speech_engine),
        changed: (speech_engine) => this.change({ speech_engine }),
      })}
      ${selectField({
        label: t("edit.speech.model"),
        hint: t("edit.speech.model_text"),
        value: draft.speech_model,
        options: options(known.models, draft.speech_model),
        changed: (speech_model) => this.change({ speech_model }),
      })}
    `;
  }

  private renderWords(): TemplateResult {
    const { draft } = this;
    return html`
      ${textField({
        label: t("edit.speech.hot_words"),
        hint: t("edit.speech.hot_words_text"),
        value: draft.hot_words,
        changed: (hot_words) => this.change({ hot_words }),
      })}
      ${numberField({
        label: t("edit.keep_days"),
        hint: t("edit.keep_days_text"),
        value: draft.keep_days,
        min: 1,
        max: 3650,
        placeholder: t("edit.as_server"),
        changed: (keep_days) => this.change({ keep_days }),
      })}
    `;
  }

  private change(detail: Partial<Draft>): void {
    this.dispatchEvent(new CustomEvent("draft-changed", { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-edit-speech": EditSpeech;
  }
}
