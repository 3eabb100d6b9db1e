import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Person } from "../../api/generated";
import { t } from "../../i18n";
import "../../ui/dialog";
import { buttons, fields, shared } from "../../ui/styles";

/** Forgets a person for good, once their name is typed. Fires `closed`, and `done` after it. */
@customElement("wf-forget-dialog")
export class ForgetDialog extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      p {
        margin-top: 0;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) person!: Person;
  @property({ type: Boolean }) open = false;
  @state() private typed = "";

  protected override render(): TemplateResult {
    const { name } = this.person;
    const isMeant = meant(this.typed, name);
    return html`<wf-dialog heading=${t("forget.heading", { name })} ?open=${this.open} @closed=${this.closed}>
      <p>${t("forget.text")}</p>
      <label>
        ${t("forget.type", { name })}
        <input
          autocomplete="off"
          dir="auto"
          .value=${this.typed}
          @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
        />
      </label>
      <button slot="actions" @click=${this.closed}>${t("forget.keep")}</button>
      <button slot="actions" class="danger" ?disabled=${!isMeant} @click=${this.forget}>${t("forget.do")}</button>
    </wf-dialog>`;
  }

  private readonly closed = (): void => {
    this.typed = "";
    this.dispatchEvent(new CustomEvent("closed"));
  };

  private readonly forget = async (): Promise<void> => {
    const { id, name } = this.person;
    const isDone = await this.app.toasts.attempt(() =>
      this.app.api.call("POST /api/people/{person_id}/forget", { params: { person_id: id } }),
    );
    if (!isDone) return;
    this.app.toasts.done(t("forget.done", { name }));
    this.dispatchEvent(new CustomEvent("done"));
  };
}

/** Whether what was typed is the name, however it is spaced and composed. */
export function meant(typed: string, name: string): boolean {
  const plain = (text: string): string => text.normalize("NFC").trim().replace(/\s+/g, " ");
  return plain(typed) === plain(name);
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-forget-dialog": ForgetDialog;
  }
}
