import { mdiClose } from "@mdi/js";
import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { t } from "../i18n";
import { icon } from "./icon";
import { buttons, shared } from "./styles";

/**
 * A modal dialog. Its content is the default slot, its buttons the slot `actions`. Escape, the cross and a click beside
 * it fire `closed`; whoever shows it then takes `open` back.
 */
@customElement("wf-dialog")
export class Dialog extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      dialog {
        width: min(32rem, calc(100vw - 2rem));
        max-height: calc(100dvh - 2rem);
        padding: 0;
        border: 0;
        border-radius: var(--wf-radius);
        background: var(--wf-raised);
        color: var(--wf-text);
        box-shadow: var(--wf-shadow);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 50%);
      }
      .frame {
        display: flex;
        flex-direction: column;
        gap: 1rem;
        padding: 1.25rem;
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 1rem;
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 0.5rem;
      }
    `,
  ];

  @property({ type: Boolean }) open = false;
  @property() heading = "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  protected override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="heading" @cancel=${this.cancelled} @close=${this.ended} @pointerdown=${this.pressed}>
        <div class="frame">
          <div class="head">
            <h2 id="heading">${this.heading}</h2>
            <button class="plain round" aria-label=${t("dialog.close")} @click=${this.closed}>${icon(mdiClose)}</button>
          </div>
          <div><slot></slot></div>
          <div class="foot"><slot name="actions"></slot></div>
        </div>
      </dialog>
    `;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (!changes.has("open")) return;
    if (this.open && !this.dialog.open) this.dialog.showModal();
    if (!this.open && this.dialog.open) this.dialog.close();
  }

  private cancelled(event: Event): void {
    event.preventDefault();
    this.closed();
  }

  private pressed(event: PointerEvent): void {
    if (event.target === this.dialog) this.closed();
  }

  /** The browser tells of an end with the next frame, when it may have been opened again. */
  private ended(): void {
    if (!this.dialog.open) this.closed();
  }

  private closed(): void {
    if (this.open) this.dispatchEvent(new CustomEvent("closed"));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-dialog": Dialog;
  }
}
