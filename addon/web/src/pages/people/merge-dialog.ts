import { mdiArrowRight } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Person } from "../../api/generated";
import { t } from "../../i18n";
import { tellEdits } from "../../state/undo";
import "../../ui/dialog";
import { icon } from "../../ui/icon";
import { option } from "../../ui/option";
import { buttons, fields, shared } from "../../ui/styles";
import "./person-picture";

/** Makes one person of two, and shows beforehand what comes of it. Fires `closed`, and `done` with the one who stays. */
@customElement("wf-merge-dialog")
export class MergeDialog extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      .preview {
        display: grid;
        grid-template-columns: 1fr auto 1fr;
        align-items: center;
        gap: 0.75rem;
        margin-top: 1rem;
        text-align: center;
      }
      wf-person-picture {
        width: 5rem;
        margin: 0 auto 0.25rem;
      }
      select {
        width: 100%;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) person!: Person;
  @property({ type: Boolean }) open = false;
  @state() private into = "";

  protected override render(): TemplateResult {
    const others = (this.app.people.get().value ?? []).filter(({ id }) => id !== this.person.id);
    const into = others.find(({ id }) => id === this.into) ?? null;
    return html`<wf-dialog
      heading=${t("merge.heading")}
      ?open=${this.open}
      @closed=${() => this.dispatchEvent(new CustomEvent("closed"))}
    >
      <label>
        ${t("merge.into", { name: this.person.name })}
        <select @change=${(event: Event) => (this.into = (event.target as HTMLSelectElement).value)}>
          ${option("", t("merge.choose"), this.into === "")}
          ${others.map(({ id, name }) => option(id, name, id === this.into))}
        </select>
      </label>
      ${into === null ? nothing : this.renderPreview(into)}
      <button slot="actions" class="primary" ?disabled=${into === null} @click=${() => void this.merge(into)}>
        ${t("merge.do")}
      </button>
    </wf-dialog>`;
  }

  private renderPreview(into: Person): TemplateResult {
    const one = (person: Person): TemplateResult =>
      html`<div>
        <wf-person-picture .app=${this.app} .person=${person}></wf-person-picture>
        <bdi>${person.name}</bdi><br />
        ${t("people.faces", { count: person.face_count })} · ${t("people.voices", { count: person.voice_count })}
      </div>`;
    const faces = this.person.face_count + into.face_count;
    const voices = this.person.voice_count + into.voice_count;
    return html`<div class="preview">${one(this.person)}${icon(mdiArrowRight)}${one(into)}</div>
      <p>
        ${t("merge.preview", {
          name: into.name,
          alias: this.person.name,
          faces: t("people.faces", { count: faces }),
          voices: t("people.voices", { count: voices }),
        })}
      </p>`;
  }

  private async merge(into: Person | null): Promise<void> {
    if (into === null) return;
    const { id, name } = this.person;
    await this.app.toasts.attempt(async () => {
      const { edit_id } = await this.app.api.call("POST /api/people/{person_id}/merge", {
        params: { person_id: id },
        body: { into_id: into.id },
      });
      await this.app.people.load();
      this.dispatchEvent(new CustomEvent("done", { detail: into.id }));
      const text = t("merge.done", { name, into: into.name });
      tellEdits(this.app, text, [edit_id], () => void this.app.people.load());
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-merge-dialog": MergeDialog;
  }
}
