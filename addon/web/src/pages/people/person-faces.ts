import { mdiCallSplit, mdiDelete } from "@mdi/js";
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
import { tellNewest } from "../../state/undo";
import { icon } from "../../ui/icon";
import { whenRead } from "../../ui/remote";
import { buttons, shared } from "../../ui/styles";
import "./face-upload";
import { faceUrl } from "./person-picture";
import "./split-dialog";

/** The pictures of a person, how good each is, and why one is not learnt from. Fires `changed`. */
@customElement("wf-person-faces")
export class PersonFaces extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
      h2 {
        flex: 1;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr));
        gap: 0.75rem;
        margin: 0.75rem 0;
        padding: 0;
        list-style: none;
      }
      li {
        position: relative;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      li:has(:checked) {
        border-color: var(--wf-accent);
        box-shadow: 0 0 0 1px var(--wf-accent);
      }
      img {
        display: block;
        width: 100%;
        aspect-ratio: 1;
        object-fit: cover;
      }
      .about {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 0.15rem 0.25rem 0.15rem 0.6rem;
        font-size: 0.85rem;
      }
      .why {
        margin: 0;
        padding: 0 0.6rem 0.5rem;
        color: var(--wf-warn);
        font-size: 0.85rem;
      }
      label {
        display: grid;
        position: absolute;
        top: 0.25rem;
        left: 0.25rem;
        place-items: center;
        width: 2rem;
        height: 2rem;
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-card) 75%, transparent);
      }
      input {
        width: 1.1rem;
        height: 1.1rem;
        accent-color: var(--wf-accent);
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

  protected override render(): TemplateResult {
    const mayEdit = may(this.app.me.get(), "edit");
    const ids = [...this.chosen];
    return html`
      <header>
        <h2>${t("person.faces")}</h2>
        ${
          mayEdit
            ? html`${
                  ids.length === 0
                    ? nothing
                    : html`<button @click=${() => (this.isSplitting = true)}>
                        ${icon(mdiCallSplit)}${t("split.order", { count: ids.length })}
                      </button>`
                } <wf-face-upload .app=${this.app} person=${this.person.id} @added=${this.changed}></wf-face-upload>`
            : nothing
        }
      </header>
      ${whenRead(this.faces.get(), this.faces.load, (faces) =>
        faces.length === 0
          ? html`<p>${t("person.no_faces")}</p>`
          : html`<ul>
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
        .faces=${ids}
        ?open=${this.isSplitting}
        @closed=${() => (this.isSplitting = false)}
        @done=${this.changed}
      ></wf-split-dialog>
    `;
  }

  private renderFace(face: Face, number: number, mayEdit: boolean): TemplateResult {
    const label = t("person.face", { number, name: this.person.name });
    return html`
      <img alt=${label} loading="lazy" src=${faceUrl(this.app, face.person_id, face.id)} />
      <div class="about">
        <span title=${day(face.created_ms)}>${t("person.quality", { share: percent(face.quality) })}</span>
        ${
          mayEdit
            ? html`<button
                class="plain round"
                aria-label=${`${t("person.remove_face")}: ${label}`}
                @click=${() => void this.removeFace(face)}
              >
                ${icon(mdiDelete)}
              </button>`
            : nothing
        }
      </div>
      ${face.trained ? nothing : html`<p class="why">${t("person.untrained", { reason: face.refused ?? "" })}</p>`}
      ${
        mayEdit
          ? html`<label>
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

  private toggle(id: number): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen = chosen;
  }

  private readonly changed = (): void => {
    this.chosen = new Set();
    this.isSplitting = false;
    void this.faces.load();
    this.dispatchEvent(new CustomEvent("changed"));
  };

  private async removeFace(face: Face): Promise<void> {
    const params = { person_id: face.person_id, face_id: face.id };
    await this.app.toasts.attempt(async () => {
      await this.app.api.call("DELETE /api/people/{person_id}/faces/{face_id}", { params });
      this.changed();
      await tellNewest(this.app, t("person.face_removed"), "remove", face.person_id, this.changed);
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-person-faces": PersonFaces;
  }
}
