import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Person } from "../../api/generated";
import { t } from "../../i18n";
import { tellEdits } from "../../state/undo";
import { personNamed } from "../../state/people";
import "../../ui/dialog";
import { buttons, fields, shared } from "../../ui/styles";
import { faceUrl } from "./person-picture";

/** Gives chosen pictures of a person to somebody else, who may be new. Fires `closed`, and `done` after it. */
@customElement("wf-split-dialog")
export class SplitDialog extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      .pictures {
        display: flex;
        flex-wrap: wrap;
        gap: 0.35rem;
        margin-bottom: 0.75rem;
      }
      img {
        width: 4rem;
        height: 4rem;
        object-fit: cover;
        border-radius: 8px;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) person!: Person;
  @property({ attribute: false }) faces: readonly number[] = [];
  @property({ type: Boolean }) open = false;
  @query("input") private readonly field!: HTMLInputElement;

  protected override render(): TemplateResult {
    const others = (this.app.people.get().value ?? []).filter(({ id }) => id !== this.person.id);
    return html`<wf-dialog
      heading=${t("split.heading")}
      ?open=${this.open}
      @closed=${() => this.dispatchEvent(new CustomEvent("closed"))}
    >
      <p>${t("split.text", { count: this.faces.length, name: this.person.name })}</p>
      <div class="pictures">
        ${this.faces.map((id) => html`<img alt="" src=${faceUrl(this.app, this.person.id, id)} />`)}
      </div>
      <form @submit=${this.submitted}>
        <label>${t("split.who")}<input required maxlength="100" list="others" autocomplete="off" dir="auto" /></label>
        <datalist id="others">${others.map(({ name }) => html`<option value=${name}></option>`)}</datalist>
      </form>
      <button slot="actions" class="primary" @click=${() => this.field.form?.requestSubmit()}>${t("split.do")}</button>
    </wf-dialog>`;
  }

  private readonly submitted = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const name = this.field.value.trim();
    if (name === "") return;
    const known = await personNamed(this.app.people, name);
    const body = { face_ids: [...this.faces], ...(known === undefined ? { name } : { to_id: known.id }) };
    const params = { person_id: this.person.id };
    const done = (): void => {
      this.dispatchEvent(new CustomEvent("done"));
      void this.app.people.load();
    };
    await this.app.toasts.attempt(async () => {
      const { edit_id } = await this.app.api.call("POST /api/people/{person_id}/split", { params, body });
      this.field.value = "";
      done();
      tellEdits(this.app, t("split.done", { name }), [edit_id], done);
    });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-split-dialog": SplitDialog;
  }
}
