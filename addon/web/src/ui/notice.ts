import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icon } from "./icon";
import { buttons, shared } from "./styles";

/** What is shown instead of content: why there is none and, in its slot, what to do about it. */
@customElement("wf-notice")
export class Notice extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: 0.75rem;
        max-width: 34rem;
        margin: 12vh auto;
        padding: 1.5rem;
        text-align: center;
      }
      .icon {
        width: 3rem;
        height: 3rem;
        color: var(--wf-muted);
      }
      p {
        margin: 0;
        color: var(--wf-muted);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        justify-content: center;
      }
    `,
  ];

  @property() heading = "";
  @property() text = "";
  @property({ attribute: false }) icon = "";

  protected override render(): TemplateResult {
    return html`
      ${this.icon === "" ? nothing : icon(this.icon)}
      <h2>${this.heading}</h2>
      ${this.text === "" ? nothing : html`<p>${this.text}</p>`}
      <div class="actions"><slot></slot></div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-notice": Notice;
  }
}
