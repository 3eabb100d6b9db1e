import { mdiDotsHorizontal } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { t } from "../i18n";
import type { Entry } from "../router";
import { ROUTES } from "../routes";
import { icon } from "../ui/icon";
import { buttons, shared } from "../ui/styles";

/** So many fit beside each other on a phone; the others are behind a button. */
const ON_PHONE = 4;

/** Links to the pages: a row at the top, at the bottom on phones. */
@customElement("wf-navigation")
export class Navigation extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        min-width: 0;
      }
      ul {
        display: flex;
        gap: 0.25rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      a,
      button.more {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.5rem;
        padding: 0 0.9rem;
        border: 0;
        border-radius: 999px;
        background: none;
        color: var(--wf-muted);
        font-weight: 500;
        text-decoration: none;
      }
      a:hover {
        background: var(--wf-hover);
        color: var(--wf-text);
      }
      a[aria-current] {
        background: color-mix(in srgb, var(--wf-accent) 16%, transparent);
        color: var(--wf-text);
      }
      .more-item,
      [popover] {
        display: none;
      }
      @media (min-width: 760px) and (max-width: 1439px) {
        .bar {
          gap: 0;
          overflow-x: auto;
          padding: 0.25rem;
        }
        .bar a {
          padding: 0 0.6rem;
          white-space: nowrap;
        }
        .bar .icon {
          display: none;
        }
      }
      @media (max-width: 759px) {
        ul {
          gap: 0;
          padding: 0.35rem max(0.5rem, env(safe-area-inset-left)) calc(0.35rem + env(safe-area-inset-bottom));
        }
        li {
          flex: 1;
        }
        .bar a,
        button.more {
          flex-direction: column;
          gap: 0.1rem;
          width: 100%;
          padding: 0.3rem 0.25rem;
          border-radius: 10px;
          font-size: 0.75rem;
        }
        .bar .beyond {
          display: none;
        }
        .more-item {
          display: block;
        }
        [popover]:popover-open {
          position: fixed;
          inset: auto 0.75rem calc(4.5rem + env(safe-area-inset-bottom)) auto;
          display: grid;
          min-width: 12rem;
          margin: 0;
          padding: 0.5rem;
          border: 1px solid var(--wf-line);
          border-radius: var(--wf-radius);
          background: var(--wf-raised);
          box-shadow: var(--wf-shadow);
        }
      }
    `,
  ];

  @property({ attribute: false }) entry: Entry | null = null;
  @query("[popover]") private readonly menu!: HTMLElement | null;

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has("entry")) this.menu?.hidePopover();
  }

  protected override render(): TemplateResult {
    const entries = ROUTES.filter((entry) => entry.icon !== undefined);
    const beyond = entries.slice(ON_PHONE);
    return html`
      <nav aria-label=${t("nav.label")}>
        <ul class="bar">
          ${entries.map(
            (entry, index) => html`<li class=${index < ON_PHONE ? "" : "beyond"}>${this.renderLink(entry)}</li>`,
          )}
          ${
            beyond.length === 0
              ? nothing
              : html`<li class="more-item">
                  <button class="more" popovertarget="menu">${icon(mdiDotsHorizontal)}${t("nav.more")}</button>
                </li>`
          }
        </ul>
        <div id="menu" popover>${beyond.map((entry) => this.renderLink(entry))}</div>
      </nav>
    `;
  }

  private renderLink(entry: Entry): TemplateResult {
    const [href] = entry.path.split("/");
    const current = entry === this.entry ? "page" : nothing;
    return html`<a href=${href ?? ""} aria-current=${current}>${icon(entry.icon ?? "")}${t(entry.title)}</a>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-navigation": Navigation;
  }
}
