import { mdiAccountOff, mdiArrowLeft, mdiCallMerge, mdiDelete, mdiExport } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Person, PersonChanges } from "../../api/generated";
import type { Place } from "../../router";
import { t } from "../../i18n";
import { instant } from "../../i18n/format";
import { isSame } from "../../state/drafts";
import { may } from "../../state/rights";
import { Watch, type Unsubscribe } from "../../state/store";
import { tellEdits } from "../../state/undo";
import { icon } from "../../ui/icon";
import { flawIn, forms } from "../../ui/inputs";
import "../../ui/problem";
import { focusFlaw, isAbout, toldOf, type Told } from "../../ui/problem";
import { buttons, shared } from "../../ui/styles";
import "./edit-journal";
import type { EditJournal } from "./edit-journal";
import "./forget-dialog";
import "./merge-dialog";
import "./person-faces";
import "./person-picture";
import "./person-visits";
import "./person-voices";

const FIELDS = ["name", "aliases"];
/** A browser may begin to write a file long after it was asked to. */
const KEPT_MS = 60_000;
const KINDS = ["household", "guest", "service", "unwanted"] as const;

/** One person: who it is, their pictures, what was changed, and how to merge or forget them. */
@customElement("wf-person-view")
export class PersonView extends LitElement {
  static override styles = [
    shared,
    buttons,
    forms,
    css`
      :host {
        display: grid;
        gap: 1.25rem;
      }
      header {
        display: grid;
        grid-template-columns: auto 5rem 1fr;
        align-items: center;
        gap: 0.9rem;
      }
      h1 {
        overflow-wrap: anywhere;
      }
      p {
        margin: 0.15rem 0 0;
        color: var(--wf-muted);
      }
      form,
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.75rem;
      }
      label {
        flex: 1;
        min-width: min(14rem, 100%);
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) person!: Person;
  @state() private shown: "" | "merge" | "forget" = "";
  @state() private told: Told | null = null;
  @state() private isSaving = false;
  private leaveGuard: Unsubscribe = () => undefined;
  @state() private isExporting = false;
  @query("form") private readonly form!: HTMLFormElement;
  @query("wf-edit-journal") private readonly journal!: EditJournal;

  constructor() {
    super();
    new Watch(this, () => [this.app.me, this.app.cameras]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const outlives = ({ params }: Place): boolean => params["person"] === this.person.id;
    this.leaveGuard = this.app.router.guard({ isThere: () => this.isChanged(), outlives });
  }

  override disconnectedCallback(): void {
    this.leaveGuard();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const { person } = this;
    const me = this.app.me.get();
    const camera = this.app.cameras.find(person.last_camera_id ?? "")?.name;
    return html`
      <header>
        <a class="button plain round" href="people" aria-label=${t("people.all")} title=${t("people.all")}>
          ${icon(mdiArrowLeft)}
        </a>
        <wf-person-picture .app=${this.app} .person=${person}></wf-person-picture>
        <div>
          <h1><bdi>${person.name}</bdi></h1>
          <p>
            ${
              person.last_seen_ms === null
                ? t("people.never_seen")
                : t("person.last_seen", { when: instant(person.last_seen_ms), where: camera ?? t("search.gone") })
            }
          </p>
        </div>
      </header>
      ${may(me, "edit") ? this.renderForm(person) : nothing}
      <wf-person-faces .app=${this.app} .person=${person} @changed=${this.refresh}></wf-person-faces>
      <wf-person-visits .app=${this.app} .person=${person} @changed=${this.refresh}></wf-person-visits>
      <wf-person-voices .app=${this.app} .person=${person} @changed=${this.refresh}></wf-person-voices>
      <wf-edit-journal .app=${this.app} person=${person.id} @undone=${this.refresh}></wf-edit-journal>
      <div class="actions">
        ${
          may(me, "edit")
            ? html`<button @click=${() => (this.shown = "merge")}>${icon(mdiCallMerge)}${t("merge.heading")}</button>
                <button ?disabled=${this.isExporting} @click=${() => void this.export()}>
                  ${icon(mdiExport)}${t(this.isExporting ? "person.exporting" : "person.export")}
                </button>`
            : nothing
        }
        ${
          may(me, "admin")
            ? html`<button @click=${() => void this.delete()}>${icon(mdiDelete)}${t("person.delete")}</button>
                <button class="danger" @click=${() => (this.shown = "forget")}>
                  ${icon(mdiAccountOff)}${t("forget.order")}
                </button>`
            : nothing
        }
      </div>
      <wf-merge-dialog
        .app=${this.app}
        .person=${person}
        ?open=${this.shown === "merge"}
        @closed=${this.close}
        @done=${(event: CustomEvent<string>) => this.app.router.go(`people/${encodeURIComponent(event.detail)}`)}
      ></wf-merge-dialog>
      <wf-forget-dialog
        .app=${this.app}
        .person=${person}
        ?open=${this.shown === "forget"}
        @closed=${this.close}
        @done=${this.leave}
      ></wf-forget-dialog>
    `;
  }

  private renderForm(person: Person): TemplateResult {
    const flaws = FIELDS.filter((field) => isAbout(this.told, field));
    const invalid = (field: string): string | typeof nothing => (flaws.includes(field) ? "true" : nothing);
    return html`<form @submit=${this.saved} @input=${() => (this.told = null)}>
      <label>
        ${t("people.name")}
        <input
          name="name"
          required
          autocomplete="off"
          dir="auto"
          aria-invalid=${invalid("name")}
          .value=${person.name}
        />
        ${flawIn(this.told, "name") ?? nothing}
      </label>
      <label>
        ${t("person.aliases")}
        <input
          name="aliases"
          autocomplete="off"
          dir="auto"
          aria-invalid=${invalid("aliases")}
          .value=${person.aliases.join(", ")}
        />
        ${flawIn(this.told, "aliases") ?? nothing}
      </label>
      <label>
        ${t("person.kind")}
        <select name="kind">
          ${KINDS.map(
            (kind) =>
              html`<option value=${kind} .selected=${kind === person.kind}>${t(`person.kinds.${kind}`)}</option>`,
          )}
        </select>
      </label>
      <label>
        ${t("person.entity")}
        <input
          name="entity"
          autocomplete="off"
          dir="ltr"
          pattern="person\\.[a-z0-9_]{1,200}"
          placeholder="person.anna"
          .value=${person.ha_person_id ?? ""}
        />
      </label>
      <button ?disabled=${this.isSaving}>${t("person.save")}</button>
      ${this.told === null || flaws.length > 0 ? nothing : html`<wf-problem .told=${this.told}></wf-problem>`}
    </form>`;
  }

  private readonly close = (): void => {
    this.shown = "";
  };

  private readonly leave = async (): Promise<void> => {
    this.leaveGuard();
    await this.app.people.load();
    this.app.router.go("people");
  };

  private readonly refresh = (): void => {
    void this.app.people.load();
    void this.journal.edits.load();
  };

  private readonly saved = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isSaving) return;
    this.isSaving = true;
    this.told = null;
    try {
      const params = { person_id: this.person.id };
      const sent = { name: this.field("name").value, aliases: this.field("aliases").value };
      const { edit_id, name, aliases } = await this.app.api.call("PATCH /api/people/{person_id}", {
        params,
        body: this.given(),
      });
      // What is stored may be tidier than what was typed; what was typed since is not that.
      this.put("name", sent.name, name);
      this.put("aliases", sent.aliases, aliases.join(", "));
      this.refresh();
      tellEdits(this.app, t("person.saved"), [edit_id], this.refresh);
    } catch (error) {
      this.told = toldOf(error);
    } finally {
      this.isSaving = false;
    }
    await focusFlaw(this);
  };

  private put(name: string, before: string, value: string): void {
    const field = this.field(name);
    if (field.value === before) field.value = value;
  }

  private field(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }

  /** Return what stands in the form. */
  private given(): PersonChanges {
    const given = new FormData(this.form);
    return {
      name: textOf(given, "name").trim(),
      aliases: aliasesIn(textOf(given, "aliases")),
      kind: KINDS.find((each) => each === textOf(given, "kind")) ?? "household",
      ha_person_id: textOf(given, "entity").trim() || null,
    };
  }

  private isChanged(): boolean {
    if (!may(this.app.me.get(), "edit")) return false;
    const { name, aliases, kind, ha_person_id } = this.person;
    return !isSame(this.given(), { name, aliases, kind, ha_person_id });
  }

  /** Fetch the archive, and give it to whoever asked as a file. */
  private async export(): Promise<void> {
    this.isExporting = true;
    await this.app.toasts.attempt(async () => {
      const params = { person_id: this.person.id };
      const answer = await this.app.api.call("POST /api/people/{person_id}/archive", { params });
      const href = URL.createObjectURL(await answer.blob());
      Object.assign(document.createElement("a"), { href, download: `${fileName(this.person.name)}.zip` }).click();
      setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
      this.app.toasts.done(t("person.exported"));
    });
    this.isExporting = false;
  }

  private async delete(): Promise<void> {
    const { id, name } = this.person;
    await this.app.toasts.attempt(async () => {
      const { edit_id } = await this.app.api.call("DELETE /api/people/{person_id}", { params: { person_id: id } });
      await this.leave();
      tellEdits(this.app, t("person.deleted", { name }), [edit_id], () => void this.app.people.load());
    });
  }
}

/** Return a name as every file system takes it. */
export function fileName(name: string): string {
  const plain = name.replace(/[\p{C}\\/:*?"<>|]+/gu, " ").trim();
  return plain.replace(/^\.+/, "").trim() || "person";
}

function textOf(given: FormData, name: string): string {
  const value = given.get(name);
  return typeof value === "string" ? value : "";
}

/** Read names between commas, each once. */
export function aliasesIn(text: string): string[] {
  return [
    ...new Set(
      text
        .split(",")
        .map((each) => each.trim())
        .filter(Boolean),
    ),
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-person-view": PersonView;
  }
}
