import { mdiUpload } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { isAbort } from "../../api/errors";
import type { App } from "../../app/app";
import { t } from "../../i18n";
import { bytes } from "../../i18n/amounts";
import { percent } from "../../i18n/format";
import { icon } from "../../ui/icon";
import { forms } from "../../ui/inputs";
import { buttons, shared } from "../../ui/styles";
import { beginUpload, endUpload, giveUp, sendArchive } from "./send-archive";

/** The server takes no larger archive. */
const MOST_BYTES = 8_000_000_000;
const ENDING = /(\.tar)?\.(zip|tar|tgz|gz|xz|bz2)$/i;

/** Return what a model is called by default whose archive has this name. */
export function modelName(file: string): string {
  return file
    .replace(ENDING, "")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+|-+$/g, "")
    .slice(0, 64);
}

interface Sending {
  file: File;
  sent: number;
  /** Null until the server has given it one. */
  id: string | null;
}

/** Brings an archive with a model from this device. What is sent already stays when the way breaks off. */
@customElement("wf-model-upload")
export class ModelUpload extends LitElement {
  static override styles = [
    shared,
    buttons,
    ...forms,
    css`
      progress {
        width: 100%;
        accent-color: var(--wf-accent);
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @state() private file: File | null = null;
  @state() private name = "";
  @state() private sending: Sending | null = null;
  @query("input[type=file]") private readonly input!: HTMLInputElement;
  private stopping: AbortController | null = null;

  override disconnectedCallback(): void {
    this.stopping?.abort();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`<details>
      <summary>${t("model_upload.heading")}</summary>
      ${this.sending === null ? this.renderForm() : this.renderProgress(this.sending)}
    </details>`;
  }

  private renderForm(): TemplateResult {
    return html`<form @submit=${this.submitted}>
      <p class="hint">${t("model_upload.text")}</p>
      <label>
        <span>${t("model_upload.file")}${this.file === null ? nothing : html`: <bdi>${this.file.name}</bdi>`}</span>
        <input
          type="file"
          ?required=${this.file === null}
          accept=".zip,.tar,.tgz,.gz,.xz,.bz2"
          @change=${this.chosen}
        />
      </label>
      ${
        this.file === null
          ? nothing
          : html`<label>
              ${t("model_upload.name")}
              <input
                required
                pattern="[A-Za-z0-9][A-Za-z0-9._\\-]*"
                maxlength="64"
                .value=${this.name}
                @input=${(event: Event) => (this.name = (event.target as HTMLInputElement).value)}
              />
            </label>`
      }
      <div class="row">
        <button class="primary" ?disabled=${this.file === null}>${icon(mdiUpload)}${t("model_upload.send")}</button>
      </div>
    </form>`;
  }

  private renderProgress({ file, sent, id }: Sending): TemplateResult {
    const done = t("model_upload.sent", { sent: bytes(sent), of: bytes(file.size), share: percent(sent / file.size) });
    return html`
      <p>${file.name}: ${done}</p>
      <progress aria-label=${t("model_upload.progress", { file: file.name })} max=${file.size} value=${sent}></progress>
      <div class="row">
        <button @click=${() => this.stopping?.abort()}>${t("model_upload.stop")}</button>
        <button ?disabled=${id === null} @click=${() => void this.giveUp(id)}>${t("model_upload.give_up")}</button>
        <span class="hint">${t("model_upload.stop_text")}</span>
      </div>
    `;
  }

  private async giveUp(id: string | null): Promise<void> {
    this.stopping?.abort();
    if (id !== null) await this.app.toasts.attempt(() => giveUp(this.app.api, id));
  }

  private readonly chosen = (): void => {
    this.file = this.input.files?.[0] ?? null;
    this.name = modelName(this.file?.name ?? "");
  };

  private readonly submitted = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { file, name } = this;
    if (file === null) return;
    const { api, toasts } = this.app;
    if (file.size > MOST_BYTES) {
      toasts.failed(new Error(t("model_upload.too_large", { most: bytes(MOST_BYTES) })));
      return;
    }
    const { signal } = (this.stopping = new AbortController());
    this.sending = { file, sent: 0, id: null };
    try {
      const upload = await beginUpload(api, file);
      await sendArchive(api, file, upload, (sent) => (this.sending = { file, sent, id: upload.id }), signal);
      await api.call("POST /api/models/imports", { body: { upload: upload.id, name } });
      endUpload();
      toasts.done(t("model_upload.done", { name }));
      this.file = null;
    } catch (error) {
      if (!isAbort(error)) toasts.failed(error);
    } finally {
      this.sending = null;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-model-upload": ModelUpload;
  }
}
