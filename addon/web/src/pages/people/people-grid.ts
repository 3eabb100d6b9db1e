import { mdiAccountGroup, mdiAccountPlus, mdiImport } from "@mdi/js";
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { App } from "../../app/app";
import type { Person } from "../../api/generated";
import { t } from "../../i18n";
import { instant } from "../../i18n/format";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { tellEdits } from "../../state/undo";
import "../../ui/dialog";
import { icon } from "../../ui/icon";
import "../../ui/notice";
import { whenRead } from "../../ui/remote";
import { forms, textField } from "../../ui/inputs";
import { focusFlaw, toldOf, type Told } from "../../ui/problem";
import { buttons, shared } from "../../ui/styles";
import "./import-dialog";
import "./person-picture";

/** Everybody who is known: picture, name, how much there is of them, and when they were seen last. */
@customElement("wf-people-grid")
export class PeopleGrid extends LitElement {
  static override styles = [
    shared,
    buttons,
    forms,
    css`
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
        gap: 0.75rem;
        margin: 1rem 0;
        padding: 0;
        list-style: none;
      }
      a.person {
        display: grid;
        grid-template-columns: 4.5rem 1fr;
        align-items: center;
        gap: 0.9rem;
        height: 100%;
        padding: 0.75rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
        color: inherit;
        text-decoration: none;
      }
      a.person:hover {
        background: color-mix(in srgb, var(--wf-text) 4%, var(--wf-card));
      }
      .name {
        display: block;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .about {
        display: block;
        color: var(--wf-muted);
        font-size: 0.85rem;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @state() private isAdding = false;
  @state() private isBusy = false;
  @state() private typed = "";
  @state() private told: Told | null = null;
  @query("form") private readonly form!: HTMLFormElement;
  @state() private isImporting = false;

  constructor() {
    super();
    new Watch(this, () => [this.app.people, this.app.cameras, this.app.me]);
  }

  protected override render(): TemplateResult {
    const add = may(this.app.me.get(), "edit")
      ? html`<button @click=${() => (this.isAdding = true)}>${icon(mdiAccountPlus)}${t("people.add")}</button>
          <button @click=${() => (this.isImporting = true)}>${icon(mdiImport)}${t("import.order")}</button>`
      : html``;
    return html`
      ${whenRead(this.app.people.get(), this.app.people.load, (people) =>
        people.length === 0
          ? html`<wf-notice .icon=${mdiAccountGroup} heading=${t("people.none")} text=${t("people.none_text")}>
              ${add}<a class="button" href="people/review">${t("people.name_seen")}</a>
            </wf-notice>`
          : html`<div class="tools">${add}</div>
              <ul>
                ${repeat(
                  people,
                  ({ id }) => id,
                  (person) => html`<li>${this.renderPerson(person)}</li>`,
                )}
              </ul>`,
      )}
      <wf-import-dialog
        .app=${this.app}
        ?open=${this.isImporting}
        @closed=${() => (this.isImporting = false)}
      ></wf-import-dialog>
      <wf-dialog heading=${t("people.add")} ?open=${this.isAdding} @closed=${() => (this.isAdding = false)}>
        <form @submit=${this.submitted}>
          ${textField({
            label: t("people.name"),
            name: "name",
            told: this.told === null ? null : { ...this.told, field: "name" },
            value: this.typed,
            required: true,
            changed: (name) => {
              this.typed = name;
              this.told = null;
            },
          })}
        </form>
        <button slot="actions" class="primary" ?disabled=${this.isBusy} @click=${() => this.form.requestSubmit()}>
          ${t("people.add")}
        </button>
      </wf-dialog>
    `;
  }

  private renderPerson(person: Person): TemplateResult {
    const { id, name, face_count, voice_count, last_seen_ms, last_camera_id } = person;
    const camera = last_camera_id === null ? null : (this.app.cameras.find(last_camera_id)?.name ?? null);
    const seen =
      last_seen_ms === null
        ? t("people.never_seen")
        : html`${instant(last_seen_ms)}${camera === null ? "" : html` · <bdi>${camera}</bdi>`}`;
    return html`<a class="person" href="people/${encodeURIComponent(id)}">
      <wf-person-picture .app=${this.app} .person=${person}></wf-person-picture>
      <span>
        <span class="name"><bdi>${name}</bdi></span>
        <span class="about">
          ${t("people.faces", { count: face_count })} · ${t("people.voices", { count: voice_count })}
        </span>
        <span class="about">${seen}</span>
      </span>
    </a>`;
  }

  private readonly submitted = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    const name = this.typed.trim();
    this.isBusy = true;
    this.told = null;
    try {
      const { id, edit_id } = await this.app.api.call("POST /api/people", { body: { name } });
      this.isAdding = false;
      this.typed = "";
      await this.app.people.load();
      tellEdits(this.app, t("people.added", { name }), [edit_id], () => void this.app.people.load());
      this.app.router.go(`people/${encodeURIComponent(id)}`);
    } catch (error) {
      this.told = toldOf(error);
    } finally {
      this.isBusy = false;
    }
    await focusFlaw(this);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-people-grid": PeopleGrid;
  }
}
