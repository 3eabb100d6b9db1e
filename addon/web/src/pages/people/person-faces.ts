import { mdiAccountCancel, mdiCallSplit, mdiDelete } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { App } from "../../app/app";
import type { Face, Person } from "../../api/generated";
import { t } from "../../i18n";
import { day, percent } from "../../i18n/format";
import { allPages } from "../../state/pages";
import { RemoteStore } from "../../state/remote";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { tellEdits } from "../../state/undo";
import { icon } from "../../ui/icon";
import { whenRead } from "../../ui/remote";
import { buttons, shared } from "../../ui/styles";
import "./face-upload";
import { bulkBar, partHead, tiles } from "./people-styles";
import { faceUrl } from "./person-picture";
import "./split-dialog";

/** The pictures of a person, how good each is, and why one is not learnt from. Fires `changed`. */
@customElement("wf-person-faces")
export class PersonFaces extends LitElement {
  static override styles = [
    shared,
    buttons,
    partHead,
    tiles,
    bulkBar,
    css`
      .about {
        display: flex;
        align-items: center;
        padding: 0.15rem 0.25rem 0.15rem 0.6rem;
        font-size: 0.85rem;
      }
      .about span {
        flex: 1;
      }
      .why {
        margin: 0;
        padding: 0 0.6rem 0.5rem;
        color: var(--wf-warn);
        font-size: 0.85rem;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) person!: Person;
  @state() private chosen: ReadonlySet<number> = new Set();
  @state() private isSplitting = false;
  private readonly faces = new RemoteStore<readonly Face[]>((signal) =>
    allPages(
      (cursor) => {
        const params = { person_id: this.person.id };
        return this.app.api.call("GET /api/people/{person_id}/faces", { params, query: { cursor }, signal });
      },
      (page) => page.faces,
    ),
  );

  constructor() {
    super();
    new Watch(this, () => [this.faces, this.app.me]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.faces.load();
  }

  /** What is no longer there is not chosen either. */
  protected override willUpdate(): void {
    const there = new Set(this.faces.get().value?.map(({ id }) => id));
    const left = [...this.chosen].filter((id) => there.has(id));
    if (left.length < this.chosen.size) this.chosen = new Set(left);
  }

  protected override render(): TemplateResult {
    const mayEdit = may(this.app.me.get(), "edit");
    return html`
      <header>
        <h2>${t("person.faces")}</h2>
        ${
          mayEdit
            ? html`<wf-face-upload .app=${this.app} person=${this.person.id} @added=${this.changed}></wf-face-upload>`
            : nothing
        }
      </header>
      ${whenRead(this.faces.get(), this.faces.load, (faces) =>
        faces.length === 0
          ? html`<p>${t("person.no_faces")}</p>`
          : html`${this.chosen.size > 0 ? this.renderBulk(faces) : nothing}
              <ul class="tiles">
                ${repeat(
                  faces,
                  ({ id }) => id,
                  (face, index) => html`<li>${this.renderFace(face, index + 1, mayEdit)}</li>`,
                )}
              </ul>`,
      )}
      <wf-split-dialog
        .app=${this.app}
        .person=${this.person}
        .faces=${[...this.chosen]}
        ?open=${this.isSplitting}
        @closed=${() => (this.isSplitting = false)}
        @done=${this.split}
      ></wf-split-dialog>
    `;
  }

  private renderBulk(faces: readonly Face[]): TemplateResult {
    const ids = [...this.chosen];
    const all = (): void => {
      this.chosen = new Set(ids.length < faces.length ? faces.map(({ id }) => id) : []);
    };
    return html`<div class="bulk" role="group" aria-label=${t("person.chosen_label")}>
      <span role="status">${t("person.chosen", { count: ids.length })}</span>
      <button class="plain" @click=${all}>
        ${t(ids.length < faces.length ? "person.choose_all" : "person.choose_none")}
      </button>
      <button @click=${() => (this.isSplitting = true)}>${icon(mdiCallSplit)}${t("split.order")}</button>
      <button @click=${() => void this.takeAway(ids, true)}>
        ${icon(mdiAccountCancel)}${t("person.not_them", { name: this.person.name })}
      </button>
      <button @click=${() => void this.takeAway(ids, false)}>${icon(mdiDelete)}${t("person.remove_faces")}</button>
    </div>`;
  }

  private renderFace(face: Face, number: number, mayEdit: boolean): TemplateResult {
    const { name } = this.person;
    const label = t("person.face", { number, name });
    const notThem = t("person.not_them", { name });
    return html`
      <img alt=${label} loading="lazy" src=${faceUrl(this.app, face.person_id, face.id)} />
      <div class="about">
        <span title=${day(face.created_ms)}>${t("person.quality", { share: percent(face.quality) })}</span>
        ${
          mayEdit
            ? html`${this.renderAction(mdiAccountCancel, notThem, label, () => this.takeAway([face.id], true))}
              ${this.renderAction(mdiDelete, t("person.remove_face"), label, () => this.takeAway([face.id], false))}`
            : nothing
        }
      </div>
      ${face.trained ? nothing : html`<p class="why">${t("person.untrained", { reason: face.refused ?? "" })}</p>`}
      ${
        mayEdit
          ? html`<label class="tick">
              <input
                type="checkbox"
                aria-label=${t("person.choose", { what: label })}
                .checked=${this.chosen.has(face.id)}
                @change=${() => this.toggle(face.id)}
              />
            </label>`
          : nothing
      }
    `;
  }

  private renderAction(path: string, title: string, label: string, act: () => Promise<void>): TemplateResult {
    return html`<button class="plain round" title=${title} aria-label=${`${title}: ${label}`} @click=${act}>
      ${icon(path)}
    </button>`;
  }

  private toggle(id: number): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen = chosen;
  }

  private readonly split = (): void => {
    this.isSplitting = false;
    this.changed();
  };

  private readonly changed = (): void => {
    void this.faces.load();
    this.dispatchEvent(new CustomEvent("changed"));
  };

  /** Take pictures away, because they are bad, or because it is somebody else who must not be taken for them again. */
  private async takeAway(face_ids: readonly number[], not_them: boolean): Promise<void> {
    const { id: person_id, name } = this.person;
    await this.app.toasts.attempt(async () => {
      const options = { params: { person_id }, body: { face_ids: [...face_ids], not_them } };
      const { edit_id } = await this.app.api.call("POST /api/people/{person_id}/faces/remove", options);
      this.changed();
      const count = face_ids.length;
      const text = not_them ? t("person.faces_rejected", { count, name }) : t("person.faces_removed", { count });
      tellEdits(this.app, text, [edit_id], this.changed);
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-person-faces": PersonFaces;
  }
}
