import { mdiEye, mdiPlus } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { ImportedCamera } from "../../api/generated";
import { t } from "../../i18n";
import { icon } from "../../ui/icon";
import { forms, textField } from "../../ui/inputs";
import "../../ui/problem";
import { toldOf, type Told } from "../../ui/problem";
import { buttons, shared } from "../../ui/styles";
import { placeholders } from "./addresses";

/** Take over the cameras of a Frigate configuration: first shown, then added. */
@customElement("wf-import-frigate")
export class ImportFrigate extends LitElement {
  static override styles = [
    shared,
    buttons,
    ...forms,
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
      textarea {
        font-family: ui-monospace, monospace;
        font-size: 0.875rem;
      }
      ul {
        margin: 0.35rem 0 0;
        padding-inline-start: 1.25rem;
        color: var(--wf-muted);
      }
      code {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @state() private config = "";
  @state() private variables: Readonly<Record<string, string>> = {};
  @state() private shown: readonly ImportedCamera[] | null = null;
  @state() private working = false;
  @state() private told: Told | null = null;

  protected override render(): TemplateResult {
    const isReady = this.config.trim() !== "" && !this.working;
    return html`
      <form class="card" @submit=${this.show}>
        <p class="hint">${t("frigate.text")}</p>
        <label>
          ${t("frigate.file")}
          <input type="file" accept=".yml,.yaml,text/yaml" @change=${this.read} />
        </label>
        <label>
          ${t("frigate.config")}
          <textarea rows="8" spellcheck="false" .value=${this.config} @input=${this.typed}></textarea>
        </label>
        ${placeholders(this.config).map((name) =>
          textField({
            label: name,
            type: "password",
            value: this.variables[name] ?? "",
            changed: (value) => (this.variables = { ...this.variables, [name]: value }),
          }),
        )}
        ${this.told === null ? nothing : html`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row"><button ?disabled=${!isReady}>${icon(mdiEye)}${t("frigate.show")}</button></div>
      </form>
      ${this.shown === null ? nothing : this.renderShown(this.shown)}
    `;
  }

  private renderShown(cameras: readonly ImportedCamera[]): TemplateResult {
    const count = cameras.filter(({ problem, camera_id }) => problem === null && camera_id === null).length;
    return html`
      <section class="stack" aria-label=${t("frigate.result")}>
        ${cameras.length === 0 ? html`<p role="status">${t("frigate.none")}</p>` : cameras.map(renderCamera)}
        ${
          count === 0
            ? nothing
            : html`<div class="row">
                <button class="primary" ?disabled=${this.working} @click=${this.create}>
                  ${icon(mdiPlus)}${t("frigate.create", { count })}
                </button>
              </div>`
        }
      </section>
    `;
  }

  private typed(event: Event): void {
    this.config = (event.target as HTMLTextAreaElement).value;
    this.shown = null;
  }

  private async read(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file === undefined) return;
    this.config = await file.text();
    this.shown = null;
  }

  private async show(event: Event): Promise<void> {
    event.preventDefault();
    await this.order(false);
  }

  private readonly create = async (): Promise<void> => {
    await this.order(true);
    if (this.told !== null) return;
    await this.app.cameras.load();
    const made = this.shown?.filter(({ camera_id }) => camera_id !== null).length ?? 0;
    this.app.toasts.done(t("frigate.created", { count: made }));
    if (this.shown?.every(({ problem }) => problem === null)) this.app.router.go("cameras");
  };

  private async order(create: boolean): Promise<void> {
    this.working = true;
    this.told = null;
    try {
      const names = placeholders(this.config);
      const variables = Object.fromEntries(names.map((name) => [name, this.variables[name] ?? ""]));
      const body = { config: this.config, variables, create };
      this.shown = (await this.app.api.call("POST /api/import/frigate", { body })).cameras;
    } catch (error) {
      this.told = toldOf(error);
    } finally {
      this.working = false;
    }
  }
}

function renderCamera(camera: ImportedCamera): TemplateResult {
  return html`<article class="card">
    <div>
      <h2>${camera.name}</h2>
      ${camera.url === null ? nothing : html`<code>${camera.url}</code>`}
      ${
        camera.notes.length === 0
          ? nothing
          : html`<ul>
              ${camera.notes.map((note) => html`<li>${note}</li>`)}
            </ul>`
      }
    </div>
    ${camera.problem === null ? nothing : html`<wf-problem .told=${camera.problem}></wf-problem>`}
    ${camera.camera_id === null ? nothing : html`<p class="hint">${t("frigate.made")}</p>`}
  </article>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-import-frigate": ImportFrigate;
  }
}
