import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Edit } from "../../api/generated";
import { t } from "../../i18n";
import { instant } from "../../i18n/format";
import { RemoteStore } from "../../state/remote";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { whenRead } from "../../ui/remote";
import { buttons, shared } from "../../ui/styles";
import { rows } from "./people-styles";

/** What was changed about people of late, of one or of all, each to be taken back. Fires `undone`. */
@customElement("wf-edit-journal")
export class EditJournal extends LitElement {
  static override styles = [shared, buttons, rows];

  @property({ attribute: false }) app!: App;
  /** Whose changes; everybody's if it is empty. */
  @property() person = "";
  readonly edits = new RemoteStore<readonly Edit[]>(async (signal) => {
    const query = { limit: 30, person: this.person === "" ? null : this.person };
    return (await this.app.api.call("GET /api/edits", { query, signal })).edits;
  });

  constructor() {
    super();
    new Watch(this, () => [this.edits, this.app.people, this.app.me]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.edits.load();
  }

  protected override render(): TemplateResult {
    return html`<h2>${t("journal.heading")}</h2>
      ${whenRead(this.edits.get(), this.edits.load, (edits) =>
        edits.length === 0
          ? html`<p>${t("journal.none")}</p>`
          : html`<ol class="rows">
              ${edits.map((edit) => html`<li>${this.renderEdit(edit)}</li>`)}
            </ol>`,
      )}`;
  }

  private renderEdit(edit: Edit): TemplateResult {
    const names = edit.person_ids.map((id) => this.app.people.find(id)?.name ?? t("journal.gone"));
    const about = `${instant(edit.created_ms)}${names.length === 0 ? "" : ` · ${names.join(", ")}`}`;
    return html`
      <span class="what">
        ${t(`journal.kind.${edit.kind}`)}${edit.state === "undone" ? ` (${t("journal.undone")})` : ""}
        <span class="about"><br />${about}</span>
      </span>
      ${
        edit.can_undo && may(this.app.me.get(), "edit")
          ? html`<button class="plain" @click=${() => void this.undo(edit)}>${t("toast.undo")}</button>`
          : nothing
      }
    `;
  }

  private async undo({ id }: Edit): Promise<void> {
    await this.app.toasts.attempt(() =>
      this.app.api.call("POST /api/edits/{edit_id}/undo", { params: { edit_id: id } }),
    );
    await Promise.all([this.edits.load(), this.app.people.load()]);
    this.dispatchEvent(new CustomEvent("undone"));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-edit-journal": EditJournal;
  }
}
