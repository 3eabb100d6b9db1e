import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { t } from "../../i18n";
import "../../ui/dialog";
import { shared } from "../../ui/styles";
import { CAPS, KEYS } from "./keys";

/** What the keys do on the timeline. Fires `closed`. */
@customElement("wf-keys-dialog")
export class KeysDialog extends LitElement {
  static override styles = [
    shared,
    css`
      h3 {
        margin: 1rem 0 0.25rem;
        font-size: 0.9375rem;
      }
      h3:first-child {
        margin-top: 0;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(7rem, auto) 1fr;
        gap: 0.25rem 1rem;
        margin: 0;
      }
      dt {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        gap: 0.25rem;
      }
      kbd + kbd {
        min-width: 1.6rem;
        text-align: center;
      }
      dd {
        margin: 0;
      }
      kbd {
        padding: 0.05rem 0.4rem;
        border: 1px solid var(--wf-line);
        border-bottom-width: 2px;
        border-radius: 5px;
        background: var(--wf-page);
        font: inherit;
        font-size: 0.8125rem;
        white-space: nowrap;
      }
    `,
  ];

  @property({ type: Boolean }) open = false;

  protected override render(): TemplateResult {
    return html`<wf-dialog
      heading=${t("keys.heading")}
      ?open=${this.open}
      @closed=${() => this.dispatchEvent(new CustomEvent("closed"))}
    >
      ${KEYS.map(
        ([heading, keys]) =>
          html`<h3>${t(heading)}</h3>
            <dl>
              ${keys.map(
                ([names, does]) =>
                  html`<dt>${names.split(" ").map((name) => html`<kbd>${printed(name)}</kbd>`)}</dt>
                    <dd>${t(does)}</dd>`,
              )}
            </dl>`,
      )}
    </wf-dialog>`;
  }
}

/** Return what is printed on keys such as `Shift+End` where the reader lives. */
function printed(name: string): string {
  return name.replace(/\w{2,}/g, (key) => {
    const cap = CAPS[key];
    return cap === undefined ? key : t(cap);
  });
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-keys-dialog": KeysDialog;
  }
}
