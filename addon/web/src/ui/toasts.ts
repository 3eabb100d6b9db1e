import { mdiAlertCircle, mdiCheckCircle, mdiClose } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../i18n";
import { Watch } from "../state/store";
import type { Toast, Toasts } from "../state/toasts";
import { icon } from "./icon";
import { buttons, shared } from "./styles";

/** Shows what is told in passing, read out by screen readers. */
@customElement("wf-toasts")
export class ToastStack extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        position: fixed;
        z-index: 20;
        inset: auto 0 calc(var(--wf-bottom, 0px) + 1rem);
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 0.5rem;
        padding: 0 1rem;
        pointer-events: none;
      }
      .toast {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
        width: min(30rem, 100%);
        padding: 0.4rem 0.4rem 0.4rem 1rem;
        border-radius: var(--wf-radius);
        background: var(--wf-raised);
        box-shadow: var(--wf-shadow);
        border: 1px solid var(--wf-line);
        pointer-events: auto;
      }
      .text {
        flex: 1 1 9rem;
        overflow-wrap: anywhere;
      }
      .actions {
        display: flex;
        margin-inline-start: auto;
      }
      .done > .icon {
        color: var(--wf-good);
      }
      .failed > .icon {
        color: var(--wf-bad);
      }
    `,
  ];

  @property({ attribute: false }) toasts!: Toasts;

  constructor() {
    super();
    new Watch(this, () => [this.toasts]);
  }

  protected override render(): TemplateResult {
    return html`<div role="status" aria-live="polite">
      ${repeat(
        this.toasts.get(),
        ({ id }) => id,
        (toast) => this.renderToast(toast),
      )}
    </div>`;
  }

  private renderToast(toast: Toast): TemplateResult {
    const hold = (): void => this.toasts.hold(toast.id);
    const release = (): void => this.toasts.release(toast.id);
    const { undo, link } = toast;
    return html`
      <div
        class="toast ${toast.kind}"
        @pointerenter=${hold}
        @pointerleave=${release}
        @focusin=${hold}
        @focusout=${release}
      >
        ${icon(toast.kind === "done" ? mdiCheckCircle : mdiAlertCircle)}
        <span class="text">${toast.text}</span>
        <span class="actions">
          ${
            link === undefined
              ? nothing
              : html`<a class="button plain" href=${link.path} @click=${() => this.toasts.dismiss(toast.id)}
                  >${link.text}</a
                >`
          }
          ${
            undo === undefined
              ? nothing
              : html`<button class="plain" @click=${() => void this.undo(toast.id, undo)}>${t("toast.undo")}</button>`
          }
          <button class="plain round" aria-label=${t("toast.dismiss")} @click=${() => this.toasts.dismiss(toast.id)}>
            ${icon(mdiClose)}
          </button>
        </span>
      </div>
    `;
  }

  private async undo(id: number, undo: () => Promise<void>): Promise<void> {
    this.toasts.dismiss(id);
    await this.toasts.attempt(undo);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-toasts": ToastStack;
  }
}
