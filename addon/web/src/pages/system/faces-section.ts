import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { Choosing, FacePack, FaceStatus, NewPack } from "../../api/generated";
import { t } from "../../i18n";
import type { Told } from "../../state/events";
import { may } from "../../state/rights";
import "../../ui/dialog";
import { changesInstalled, installables, jobOf, renderInstallable } from "./installable";
import { Section } from "./section";

interface State {
  status: FaceStatus;
  packs: readonly FacePack[];
}

/** The engine that is bundled, whose models need not be fetched. */
const BUNDLED = "dlib";

/** Whether the terms of a pack still have to be accepted before it may be used. */
export function needsConsent({ terms, accepted_ms }: FacePack): boolean {
  return terms !== null && accepted_ms === null;
}

/** Which engine recognises faces, and the packs of the others with the terms of their licences. */
@customElement("wf-faces-section")
export class FacesSection extends Section<State> {
  static override styles = [...Section.styles, installables];

  @state() private asked: FacePack | null = null;
  @state() private hasRead = false;
  protected override readonly heading = t("system.faces");

  protected override refreshedBy(): readonly (keyof Told)[] {
    return ["resync", "job"];
  }

  protected override concerns = changesInstalled;

  protected override async read(signal: AbortSignal): Promise<State> {
    const [status, { packs }] = await Promise.all([
      this.app.api.call("GET /api/faces", { signal }),
      this.app.api.call("GET /api/faces/packs", { signal }),
    ]);
    return { status, packs };
  }

  protected override renderValue({ status, packs }: State): TemplateResult {
    const { library, engine, model } = status;
    const canEdit = may(this.app.me.get(), "edit");
    return html`
      <p>
        ${[engine, model].filter(Boolean).join(" · ")}:
        ${t(status.usable ? "system.engine.usable" : "system.engine.unusable")}
      </p>
      <p class="hint">${status.reason ?? status.why}</p>
      <p class="hint">${t("system.library", { ready: library.ready, faces: library.faces })}</p>
      ${status.reembedding === null ? nothing : html`<p role="status">${t("system.reembedding")}</p>`}
      ${
        canEdit && engine !== BUNDLED
          ? html`<div class="row">
              <button @click=${() => void this.choose(BUNDLED, null)}>${t("system.use_bundled")}</button>
            </div>`
          : nothing
      }
      <ul>
        ${packs.map((pack) => html`<li>${this.renderPack(pack, canEdit)}</li>`)}
      </ul>
      ${this.renderTerms()}
    `;
  }

  private renderPack(pack: FacePack, canEdit: boolean): TemplateResult {
    const { api, jobs } = this.app;
    const { name } = pack;
    const engine = pack.engine as NewPack["engine"];
    const job = jobOf(jobs.get().value, pack.job_id);
    const canUse = canEdit && pack.state === "installed" && !pack.in_use && !needsConsent(pack);
    return html`
      ${renderInstallable(pack, {
        job,
        isAllowed: canEdit,
        install: () => this.install(pack),
        remove: () =>
          void this.order(() => api.call("DELETE /api/faces/packs/{engine}/{name}", { params: { engine, name } })),
        cancel: () => void this.order(async () => job !== null && jobs.cancel(job.id)),
      })}
      ${
        canUse
          ? html`<button @click=${() => void this.choose(engine, name)}>
              ${t("system.use", { name: pack.title })}
            </button>`
          : nothing
      }
      ${
        pack.state === "installed" && needsConsent(pack)
          ? html`<button @click=${() => this.ask(pack)}>${t("system.read_terms")}</button>`
          : nothing
      }
    `;
  }

  private renderTerms(): TemplateResult {
    const { asked } = this;
    const isAdmin = may(this.app.me.get(), "admin");
    return html`<wf-dialog
      .open=${asked !== null}
      heading=${t("system.terms", { name: asked?.title ?? "" })}
      @closed=${() => (this.asked = null)}
    >
      <div class="stack">
        <p style="white-space: pre-line">${asked?.terms ?? ""}</p>
        ${
          isAdmin
            ? html`<label class="row" style="flex-direction: row; flex-wrap: nowrap">
                <input
                  type="checkbox"
                  .checked=${this.hasRead}
                  @change=${(event: Event) => (this.hasRead = (event.target as HTMLInputElement).checked)}
                />
                ${t("system.terms_read")}
              </label>`
            : html`<p class="hint">${t("errors.forbidden")}</p>`
        }
      </div>
      <button slot="actions" @click=${() => (this.asked = null)}>${t("edit.cancel")}</button>
      <button slot="actions" class="primary" ?disabled=${!this.hasRead || !isAdmin} @click=${this.accept}>
        ${t("system.terms_accept")}
      </button>
    </wf-dialog>`;
  }

  private ask(pack: FacePack): void {
    this.hasRead = false;
    this.asked = pack;
  }

  private install(pack: FacePack): void {
    if (needsConsent(pack)) this.ask(pack);
    else void this.fetch(pack);
  }

  private fetch({ engine, name }: FacePack): Promise<void> {
    const body = { engine: engine as NewPack["engine"], name };
    return this.order(() => this.app.api.call("POST /api/faces/packs", { body }));
  }

  private readonly accept = async (): Promise<void> => {
    const pack = this.asked;
    if (pack?.terms_digest == null) return;
    const params = { engine: pack.engine as NewPack["engine"], name: pack.name };
    const body = { digest: pack.terms_digest, by: this.me() };
    this.asked = null;
    const isDone = await this.app.toasts.attempt(() =>
      this.app.api.call("PUT /api/faces/packs/{engine}/{name}/terms", { params, body }),
    );
    if (isDone && pack.state === "available") await this.fetch(pack);
    else await this.remote.load();
  };

  private choose(engine: Choosing["engine"], model: string | null): Promise<void> {
    const body = { engine, model, by: this.me() };
    return this.order(() => this.app.api.call("PUT /api/faces/engine", { body }));
  }

  private me(): string {
    return this.app.me.get()?.name ?? "";
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-faces-section": FacesSection;
  }
}
