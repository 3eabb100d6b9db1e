import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { isAbort } from "../api/errors";
import type { Storage } from "../api/generated";
import type { App } from "../app/app";
import { t } from "../i18n";
import { bytes } from "../i18n/amounts";
import { clock, day, duration } from "../i18n/format";
import "../ui/dialog";
import { forms, numberField, selectField, textField } from "../ui/inputs";
import "../ui/problem";
import { toldOf, type Told } from "../ui/problem";
import { buttons, shared } from "../ui/styles";
import "../ui/switch";
import type { Switch } from "../ui/switch";
import type { Selection } from "../words/selection";
import { readBasis, type Basis } from "./export-basis";
import { estimateBytes, isEncoded, newDraft, orderOf, type ExportDraft } from "./export-order";

const SHOWN_HOLES = 5;
const NOTE_LENGTH = 200;

/** Orders an export of a range of a camera's recording, and tells what will be missing. Fires `closed`. */
@customElement("wf-export-dialog")
export class ExportDialog extends LitElement {
  static override styles = [
    shared,
    buttons,
    forms,
    css`
      .what {
        margin: 0;
        font-weight: 500;
      }
      .cameras {
        display: grid;
        gap: 0.25rem;
      }
      .cameras label {
        flex-direction: row;
        align-items: center;
        gap: 0.5rem;
        font-weight: 400;
      }
      .missing {
        padding: 0.65rem 0.85rem;
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-warn) 14%, var(--wf-card));
      }
      .missing p,
      .missing ul {
        margin: 0;
      }
      .missing ul {
        padding-inline-start: 1.1rem;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) cameraId!: string;
  @property({ attribute: false }) range!: Selection;
  @property({ type: Boolean }) open = false;
  @state() private draft: ExportDraft | null = null;
  @state() private basis: Basis | null = null;
  @state() private storage: Storage | null = null;
  @state() private told: Told | null = null;
  @state() private isSending = false;
  private reading: AbortController | null = null;

  override disconnectedCallback(): void {
    this.reading?.abort();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("open") && this.open) {
      this.draft = newDraft(this.cameraId, this.range);
      this.told = null;
      void this.read();
    }
  }

  protected override render(): TemplateResult {
    const { draft, basis } = this;
    return html`<wf-dialog heading=${t("export.heading")} ?open=${this.open} @closed=${this.closed}>
      ${draft === null ? nothing : this.renderForm(draft)}
      <button slot="actions" @click=${this.closed}>${t("export.cancel")}</button>
      <button
        slot="actions"
        class="primary"
        ?disabled=${draft === null || this.isSending || basis?.isNothing === true}
        @click=${this.order}
      >
        ${t("export.do")}
      </button>
    </wf-dialog>`;
  }

  private renderForm(draft: ExportDraft): TemplateResult {
    const { startMs, endMs } = draft.range;
    const change = (part: Partial<ExportDraft>): void => this.change(part);
    const name = this.app.cameras.find(this.cameraId)?.name ?? t("moment.gone_camera");
    return html`<form @submit=${this.submitted}>
      <p class="what">${name}, ${day(startMs)}, ${clock(startMs)}–${clock(endMs)} (${duration(endMs - startMs)})</p>
      ${textField({ label: t("export.note"), value: draft.note, changed: (note) => change({ note: note.slice(0, NOTE_LENGTH) }) })}
      ${selectField({
        label: t("export.kind"),
        value: draft.kind,
        options: (["clip", "audio", "timelapse"] as const).map((kind) => [kind, t(`export.kind_${kind}`)] as const),
        changed: (kind) => change({ kind, cameraIds: [this.cameraId] }),
      })}
      ${this.renderKind(draft)} ${this.renderFigures(draft)} ${this.renderMissing()}
      ${this.told === null ? nothing : html`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`;
  }

  private renderKind(draft: ExportDraft): TemplateResult {
    if (draft.kind === "audio") return this.renderCameras(draft);
    if (draft.kind === "timelapse") {
      return numberField({
        label: t("export.speed"),
        value: draft.speed,
        min: 2,
        max: 3600,
        changed: (speed) => this.change({ speed: Math.min(3600, Math.max(2, Math.round(speed ?? 60))) }),
      });
    }
    return html`
      ${selectField({
        label: t("export.cut"),
        hint: t(`export.cut_${draft.cut}_hint`),
        value: draft.cut,
        options: (["exact", "keyframe"] as const).map((cut) => [cut, t(`export.cut_${cut}`)] as const),
        changed: (cut) => this.change({ cut }),
      })}
      <div class="pair">
        ${selectField({
          label: t("export.captions"),
          value: draft.captions,
          options: (["none", "soft", "sidecar", "burned_in"] as const).map(
            (captions) => [captions, t(`export.captions_${captions}`)] as const,
          ),
          changed: (captions) => this.change({ captions }),
        })}
        ${selectField({
          label: t("export.blur"),
          value: draft.blur,
          options: (["none", "unknown", "all"] as const).map((blur) => [blur, t(`export.blur_${blur}`)] as const),
          changed: (blur) => this.change({ blur }),
        })}
      </div>
      <wf-switch
        label=${t("export.strict")}
        ?checked=${draft.strict}
        @change=${(event: Event) => this.change({ strict: !(event.target as Switch).checked })}
      ></wf-switch>
    `;
  }

  private renderCameras(draft: ExportDraft): TemplateResult {
    const toggle = (id: string): void => {
      const { cameraIds } = draft;
      this.change({ cameraIds: cameraIds.includes(id) ? cameraIds.filter((each) => each !== id) : [...cameraIds, id] });
    };
    return html`<fieldset class="cameras">
      <legend>${t("export.mix")}</legend>
      ${(this.app.cameras.get().value ?? []).map(
        ({ id, name }) =>
          html`<label>
            <input
              type="checkbox"
              .checked=${draft.cameraIds.includes(id)}
              ?disabled=${id === this.cameraId}
              @change=${() => toggle(id)}
            />${name}
          </label>`,
      )}
    </fieldset>`;
  }

  private renderFigures(draft: ExportDraft): TemplateResult {
    const { basis, storage } = this;
    const size = basis === null ? null : bytes(estimateBytes(basis.recordings, draft));
    const free = storage === null ? null : bytes(storage.free_bytes);
    return html`<p class="hint" role="status">
      ${size === null ? t("loading") : t("export.size", { size })}
      ${free === null ? nothing : t("export.free", { size: free })} ${isEncoded(draft) ? t("export.encoded") : nothing}
      ${t("export.evidence")}
    </p>`;
  }

  private renderMissing(): TemplateResult | typeof nothing {
    const { basis } = this;
    if (basis === null || basis.holes.length === 0) return nothing;
    const rest = basis.holes.length - SHOWN_HOLES;
    return html`<div class="missing" role="status">
      <p>${basis.isNothing ? t("export.nothing") : t("export.missing")}</p>
      <ul>
        ${basis.holes
          .slice(0, SHOWN_HOLES)
          .map(
            ({ cameraId, startMs, endMs, reason }) =>
              html`<li>
                ${cameraId === this.cameraId ? nothing : html`${this.app.cameras.find(cameraId)?.name ?? cameraId}: `}
                ${clock(startMs)}–${clock(endMs)}: ${t(`gap.${reason}`)}
              </li>`,
          )}
        ${rest > 0 ? html`<li>${t("export.more_missing", { count: rest })}</li>` : nothing}
      </ul>
    </div>`;
  }

  private change(part: Partial<ExportDraft>): void {
    if (this.draft === null) return;
    this.draft = { ...this.draft, ...part };
    if (part.cameraIds !== undefined) void this.read();
  }

  private async read(): Promise<void> {
    this.reading?.abort();
    const { signal } = (this.reading = new AbortController());
    const { cameraIds, range } = this.draft ?? newDraft(this.cameraId, this.range);
    try {
      const [basis, storage] = await Promise.all([
        readBasis(this.app.api, cameraIds, range, signal),
        this.app.api.call("GET /api/storage", { signal }),
      ]);
      [this.basis, this.storage] = [basis, storage];
    } catch (error) {
      if (!isAbort(error) && !signal.aborted) this.told = toldOf(error);
    }
  }

  private submitted(event: SubmitEvent): void {
    event.preventDefault();
    void this.order();
  }

  private readonly order = async (): Promise<void> => {
    if (this.draft === null || this.isSending) return;
    this.isSending = true;
    this.told = null;
    try {
      await this.app.api.call("POST /api/exports", { body: orderOf(this.draft) });
      this.app.toasts.done(t("export.ordered"));
      this.closed();
    } catch (error) {
      this.told = toldOf(error);
    } finally {
      this.isSending = false;
    }
  };

  private readonly closed = (): void => {
    this.reading?.abort();
    this.basis = null;
    this.dispatchEvent(new CustomEvent("closed"));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-export-dialog": ExportDialog;
  }
}
