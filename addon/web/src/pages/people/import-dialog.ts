import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import { ApiError } from "../../api/errors";
import type { Job } from "../../api/generated";
import { t } from "../../i18n";
import { percent } from "../../i18n/format";
import { isActive } from "../../state/jobs";
import { personNamed } from "../../state/people";
import { Watch } from "../../state/store";
import "../../ui/dialog";
import "../../ui/problem";
import { option } from "../../ui/option";
import { toldOf, type Told } from "../../ui/problem";
import { buttons, fields, shared } from "../../ui/styles";
import { previewOf, type Preview } from "./archive-preview";

/**
 * Takes in the archive of a person: tells whom it is of, for whom it is to be, and what became of it, with the reason for
 * each example that was refused. Fires `closed`.
 */
@customElement("wf-import-dialog")
export class ImportDialog extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      form {
        display: grid;
        gap: 1rem;
      }
      p {
        margin: 0;
      }
      ul {
        max-height: 12rem;
        margin: 0.5rem 0 0;
        padding-inline-start: 1.1rem;
        overflow: auto;
      }
      li {
        overflow-wrap: anywhere;
      }
      input,
      select {
        width: 100%;
        min-width: 0;
      }
      input[type="file"] {
        padding: 0.4rem;
      }
      progress {
        width: 100%;
        accent-color: var(--wf-accent);
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ type: Boolean }) open = false;
  @state() private file: File | null = null;
  @state() private preview: Preview | null = null;
  @state() private into = "";
  @state() private isSending = false;
  @state() private told: Told | null = null;
  @state() private order: Job | null = null;
  @query("form") private readonly form!: HTMLFormElement | null;
  @query("input[name=name]") private readonly field!: HTMLInputElement | null;

  constructor() {
    super();
    new Watch(this, () => [this.app.people, this.app.jobs]);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has("open") || !this.open) return;
    this.file = this.preview = this.told = this.order = null;
    this.into = "";
  }

  protected override render(): TemplateResult {
    return html`<wf-dialog
      heading=${t("import.heading")}
      ?open=${this.open}
      @closed=${() => this.dispatchEvent(new CustomEvent("closed"))}
    >
      ${this.open ? (this.order === null ? this.renderForm() : this.renderJob(this.job(this.order))) : nothing}
      ${
        this.order === null
          ? html`<button
              slot="actions"
              class="primary"
              ?disabled=${this.file === null || this.isSending}
              @click=${() => this.form?.requestSubmit()}
            >
              ${t(this.isSending ? "import.busy" : "import.do")}
            </button>`
          : html`<a slot="actions" class="button primary" href="people/${this.order.person_import?.person_id ?? ""}">
              ${t("import.show")}
            </a>`
      }
    </wf-dialog>`;
  }

  private renderForm(): TemplateResult {
    const people = this.app.people.get().value ?? [];
    return html`<form @submit=${this.submitted}>
      <p>${t("import.text")}</p>
      <label>
        ${t("import.file")}
        <input type="file" accept=".zip,application/zip" required @change=${this.chosen} />
      </label>
      ${this.file === null ? nothing : html`<p role="status">${this.describe()}</p>`}
      <label>
        ${t("import.into")}
        <select @change=${(event: Event) => (this.into = (event.target as HTMLSelectElement).value)}>
          ${option("", t("import.new"), this.into === "")}
          ${people.map(({ id, name }) => option(id, name, id === this.into))}
        </select>
      </label>
      ${
        this.into === ""
          ? html`<label>
              ${t("import.name")}
              <input
                name="name"
                maxlength="100"
                autocomplete="off"
                dir="auto"
                placeholder=${this.preview?.name ?? ""}
              />
            </label>`
          : nothing
      }
      ${this.told === null ? nothing : html`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`;
  }

  private describe(): string {
    if (this.preview === null) return t("import.unreadable");
    const { name, faces, voices } = this.preview;
    return t("import.preview", {
      name,
      faces: t("people.faces", { count: faces }),
      voices: t("people.voices", { count: voices }),
    });
  }

  private renderJob(job: Job): TemplateResult {
    if (isActive(job)) {
      return html`<p role="status">${t("import.working", { share: percent(job.progress) })}</p>
        <progress max="1" .value=${job.progress} aria-label=${t("import.heading")}></progress>`;
    }
    if (job.imported === null) {
      const message = job.problem?.message ?? t(`jobs.state.${job.state}`);
      return html`<wf-problem .told=${{ code: job.problem?.code ?? null, message, field: null }}></wf-problem>`;
    }
    const { added, known, refused } = job.imported;
    return html`<p role="status">${t("import.done", { added, known, refused: refused.length })}</p>
      ${
        refused.length === 0
          ? nothing
          : html`<ul>
              ${refused.map(({ file, reason }) => html`<li><code>${file}</code>: ${reason}</li>`)}
            </ul>`
      }`;
  }

  /** The job as it is now. */
  private job(order: Job): Job {
    return this.app.jobs.get().value?.find(({ id }) => id === order.id) ?? order;
  }

  private readonly chosen = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement; // the event loses it meanwhile
    const file = input.files?.[0] ?? null;
    this.file = this.preview = this.told = null;
    const preview = file === null ? null : await previewOf(file).catch(() => null);
    const known = preview === null ? undefined : await personNamed(this.app.people, preview.name);
    if ((input.files?.[0] ?? null) !== file) return;
    this.preview = preview;
    this.file = file;
    // Whoever is here already is meant, unless somebody says otherwise: two people cannot have one name.
    this.into = known?.id ?? "";
  };

  private readonly submitted = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.file === null || this.isSending) return;
    this.isSending = true;
    this.told = null;
    try {
      const name = this.field?.value.trim() ?? "";
      const query = this.into === "" ? { name: name === "" ? null : name } : { person: this.into };
      const body = new Blob([this.file], { type: "application/zip" });
      this.order = await this.app.api.call("POST /api/people/imports", { query, body });
    } catch (error) {
      const isTaken = error instanceof ApiError && error.code === "conflict";
      this.told = isTaken ? { ...toldOf(error), message: t("import.taken") } : toldOf(error);
    }
    this.isSending = false;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-import-dialog": ImportDialog;
  }
}
