import { html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { t } from "../i18n";
import type { Router } from "../router";
import { Watch } from "../state/store";
import "../ui/dialog";
import { buttons, shared } from "../ui/styles";

/** Asks before somebody goes away from what they have not saved. */
@customElement("wf-leave-dialog")
export class LeaveDialog extends LitElement {
  static override styles = [shared, buttons];

  @property({ attribute: false }) router!: Router;

  constructor() {
    super();
    new Watch(this, () => [this.router.leaving]);
  }

  protected override render(): TemplateResult {
    const leaving = this.router.leaving.get();
    const stay = (): void => leaving?.stay();
    return html`<wf-dialog heading=${t("leave.title")} .open=${leaving !== null} @closed=${stay}>
      <p>${t("leave.text")}</p>
      <button slot="actions" class="danger" @click=${() => leaving?.go()}>${t("leave.go")}</button>
      <button slot="actions" class="primary" @click=${stay}>${t("leave.stay")}</button>
    </wf-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-leave-dialog": LeaveDialog;
  }
}
