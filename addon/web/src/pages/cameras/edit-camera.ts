import { mdiArrowLeft, mdiContentSave, mdiDelete } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Camera, CameraChange } from "../../api/generated";
import { t } from "../../i18n";
import { rebased } from "../../state/drafts";
import type { Unsubscribe } from "../../state/store";
import "../../ui/dialog";
import { icon } from "../../ui/icon";
import { forms } from "../../ui/inputs";
import "../../ui/problem";
import { focusFlaw, isAboutAny, toldOf, type Told } from "../../ui/problem";
import { buttons, shared } from "../../ui/styles";
import { changeOf, draftOf, isFlawed, mayDelete, type Draft } from "./draft";
import { FIELDS, PARTS, renderPart } from "./edit-parts";
import { limitsOf, lossText } from "./forecast";

/** The settings of one camera. What is changed stays a draft, over all parts, until it is saved. */
@customElement("wf-edit-camera")
export class EditCamera extends LitElement {
  static override styles = [
    shared,
    buttons,
    ...forms,
    css`
      :host {
        display: grid;
        gap: 1rem;
        max-width: 56rem;
        margin: 0 auto;
      }
      header h1 {
        flex: 1;
        overflow-wrap: anywhere;
      }
      nav a[aria-current="page"] {
        border-color: var(--wf-accent);
        background: color-mix(in srgb, var(--wf-accent) 16%, var(--wf-card));
      }
      .save {
        position: sticky;
        z-index: 5;
        bottom: calc(var(--wf-bottom, 0px) + 0.5rem);
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: flex-end;
        gap: 0.5rem;
        padding: 0.6rem 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-raised);
        box-shadow: var(--wf-shadow);
      }
      .save span {
        flex: 1;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) camera!: Camera;
  @property() section = "";
  @state() private draft!: Draft;
  @state() private told: Told | null = null;
  @state() private isSaving = false;
  @state() private asked: "remove" | { loss: string } | null = null;
  /** The draft stays as it is while it is being sent; events may still tell of the camera as it was. */
  private isSent = false;
  private leave: Unsubscribe = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.guard();
  }

  /** For each draft anew: whoever left one unsaved was asked, and is asked no more. */
  private guard(): void {
    this.leave();
    this.leave = this.app.router.guard({
      isThere: () => this.isChanged(),
      outlives: ({ entry, params }) => entry?.tag === "wf-cameras-page" && params["camera"] === this.camera.id,
    });
  }

  override disconnectedCallback(): void {
    this.leave();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has("camera")) return;
    const before = changes.get("camera");
    const isOther = before?.id !== this.camera.id;
    if (this.isSent && !isOther) return;
    // Events bring the camera anew all the time, and what others changed of it; what was changed here outlives them.
    this.draft = isOther ? draftOf(this.camera) : rebased(this.draft, draftOf(before), draftOf(this.camera));
    if (!isOther) return;
    this.told = null;
    this.guard();
  }

  protected override render(): TemplateResult {
    const { app, camera, draft } = this;
    const part = PARTS.find((each) => each === this.section) ?? "general";
    const path = `cameras/${encodeURIComponent(camera.id)}`;
    return html`
      <header class="row">
        <a class="button plain round" href="cameras" aria-label=${t("cameras.all")} title=${t("cameras.all")}>
          ${icon(mdiArrowLeft)}
        </a>
        <h1>${camera.name}</h1>
        <button @click=${() => (this.asked = "remove")}>${icon(mdiDelete)}${t("edit.remove")}</button>
      </header>
      <nav class="row" aria-label=${t("edit.parts")}>
        ${PARTS.map(
          (each) =>
            html`<a class="button" href="${path}/${each}" aria-current=${each === part ? "page" : "false"}>
              ${t(`edit.part.${each}`)}
            </a>`,
        )}
      </nav>
      <section class="card" aria-label=${t(`edit.part.${part}`)}>
        ${renderPart(part, { app, camera, draft, told: this.told, change: this.change })}
      </section>
      ${
        this.told === null || (part === "general" && isAboutAny(this.told, FIELDS))
          ? nothing
          : html`<wf-problem .told=${this.told}></wf-problem>`
      }
      ${this.renderSave()} ${this.renderDialog()}
    `;
  }

  private renderSave(): TemplateResult | typeof nothing {
    if (!this.isChanged()) return nothing;
    const flawed = isFlawed(this.draft);
    return html`<div class="save">
      <span role="status">${t(flawed ? "edit.flawed" : "edit.unsaved")}</span>
      <button @click=${this.discard}>${t("edit.discard")}</button>
      <button class="primary" ?disabled=${flawed || this.isSaving} @click=${this.save}>
        ${icon(mdiContentSave)}${t("edit.save")}
      </button>
    </div>`;
  }

  private renderDialog(): TemplateResult {
    const { asked } = this;
    const isRemoval = asked === "remove";
    const heading = isRemoval ? t("edit.remove_title", { name: this.camera.name }) : t("edit.loss_title");
    const text = asked === null ? "" : isRemoval ? t("edit.remove_text") : asked.loss;
    return html`<wf-dialog .open=${asked !== null} heading=${heading} @closed=${this.close}>
      <p>${text}</p>
      <button slot="actions" @click=${this.close}>${t("edit.cancel")}</button>
      <button slot="actions" class="danger" @click=${isRemoval ? this.drop : this.store}>
        ${t(isRemoval ? "edit.remove_do" : "edit.loss_do")}
      </button>
    </wf-dialog>`;
  }

  private isChanged(): boolean {
    return Object.keys(changeOf(this.camera, this.draft)).length > 0;
  }

  private readonly change = (change: Partial<Draft>): void => {
    this.draft = { ...this.draft, ...change };
    if (isAboutAny(this.told, FIELDS)) this.told = null;
  };

  private readonly close = (): void => void (this.asked = null);

  private readonly discard = (): void => {
    this.draft = draftOf(this.camera);
    this.told = null;
  };

  private readonly save = async (): Promise<void> => {
    const change = changeOf(this.camera, this.draft);
    if (!mayDelete(change)) return this.store();
    const isAsked = await this.attempt(async () => {
      const body = limitsOf(this.camera.id, this.draft.retention_days, this.draft.quota_gb);
      const loss = lossText(await this.app.api.call("POST /api/storage/preview", { body }), this.camera.id);
      if (loss !== null) this.asked = { loss };
    });
    if (isAsked && this.asked === null) await this.store();
  };

  private readonly store = async (): Promise<void> => {
    this.asked = null;
    const [begun, sent] = [this.camera, this.draft];
    const change: CameraChange = changeOf(begun, sent);
    const params = { camera_id: begun.id };
    this.isSent = true;
    const isSaved = await this.attempt(async () => {
      const camera = await this.app.api.call("PATCH /api/cameras/{camera_id}", { params, body: change });
      if (this.camera.id === begun.id) this.camera = camera;
      this.app.toasts.done(t("edit.saved"));
      await this.app.cameras.load();
    });
    await this.updateComplete;
    this.isSent = false;
    if (this.camera.id !== begun.id) return;
    this.draft = rebased(this.draft, isSaved ? sent : draftOf(begun), draftOf(this.camera));
  };

  private readonly drop = async (): Promise<void> => {
    this.asked = null;
    const { id, name } = this.camera;
    await this.attempt(async () => {
      await this.app.api.call("DELETE /api/cameras/{camera_id}", { params: { camera_id: id } });
      this.app.toasts.done(t("edit.removed", { name }));
      this.leave();
      this.app.router.go("cameras");
    });
  };

  private async attempt(work: () => Promise<void>): Promise<boolean> {
    this.isSaving = true;
    this.told = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.told = toldOf(error);
    } finally {
      this.isSaving = false;
    }
    await focusFlaw(this);
    return false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-edit-camera": EditCamera;
  }
}
