import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { shared } from "./styles";

/**
 * A switch with its label. It shows `checked` and fires `change` when it is used; whoever listens sets `checked` once
 * that is true.
 */
@customElement("wf-switch")
export class Switch extends LitElement {
  static override styles = [
    shared,
    css`
      label {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 1rem;
        min-height: 2.75rem;
        cursor: pointer;
      }
      input {
        appearance: none;
        flex: none;
        width: 2.75rem;
        height: 1.6rem;
        margin: 0;
        border-radius: 999px;
        border: 1px solid var(--wf-muted);
        background: radial-gradient(circle at 0.75rem 50%, var(--wf-muted) 0.5rem, transparent 0.55rem);
        cursor: pointer;
      }
      input:checked {
        border-color: var(--wf-accent);
        background: radial-gradient(circle at calc(100% - 0.75rem) 50%, var(--wf-on-accent) 0.5rem, transparent 0.55rem)
          var(--wf-accent);
      }
      input:disabled {
        opacity: 0.5;
        cursor: default;
      }
    `,
  ];

  @property() label = "";
  @property({ type: Boolean }) checked = false;
  @property({ type: Boolean }) disabled = false;

  protected override render(): TemplateResult {
    return html`<label>
      <span>${this.label}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked=${this.checked}
        .checked=${live(this.checked)}
        ?disabled=${this.disabled}
        @change=${this.used}
      />
    </label>`;
  }

  private used(event: Event): void {
    event.stopPropagation();
    this.dispatchEvent(new Event("change"));
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-switch": Switch;
  }
}
