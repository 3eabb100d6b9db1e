import { mdiArrowLeft, mdiFileImport, mdiHomeAssistant, mdiLinkVariant, mdiRadar } from "@mdi/js";
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import { t } from "../../i18n";
import { icon } from "../../ui/icon";
import { forms } from "../../ui/inputs";
import { buttons, shared } from "../../ui/styles";
import "./add-by-address";
import { EMPTY_ADDRESS, type Address } from "./add-by-address";
import "./find-cameras";
import "./import-frigate";

type Way = "address" | "search" | "frigate" | "home";
const WAYS: readonly (readonly [way: Way, path: string])[] = [
  ["address", mdiLinkVariant],
  ["search", mdiRadar],
  ["frigate", mdiFileImport],
  ["home", mdiHomeAssistant],
];
/** Where it is told how Home Assistant hands its cameras over. */
const GUIDE = "https://github.com/thewallflower/thewallflower/blob/main/docs/home-assistant.md#actions";

/** The ways to a new camera: its address, a search of the network, a Frigate configuration, or Home Assistant. */
@customElement("wf-add-camera")
export class AddCamera extends LitElement {
  static override styles = [
    shared,
    buttons,
    forms,
    css`
      :host {
        display: grid;
        gap: 1rem;
        max-width: 48rem;
        margin: 0 auto;
      }
      header,
      nav {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
      .card > * {
        margin: 0;
      }
      a[aria-current="page"] {
        border-color: var(--wf-accent);
        background: color-mix(in srgb, var(--wf-accent) 16%, var(--wf-card));
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property() way = "";
  @state() private address: Address = EMPTY_ADDRESS;

  protected override render(): TemplateResult {
    const chosen = WAYS.find(([way]) => way === this.way)?.[0] ?? "address";
    return html`
      <header>
        <a class="button plain round" href="cameras" aria-label=${t("cameras.all")} title=${t("cameras.all")}>
          ${icon(mdiArrowLeft)}
        </a>
        <h1>${t("cameras.add")}</h1>
      </header>
      <nav aria-label=${t("add.ways")}>
        ${WAYS.map(
          ([way, path]) =>
            html`<a class="button" href="cameras/add/${way}" aria-current=${way === chosen ? "page" : "false"}>
              ${icon(path)}${t(`add.way.${way}`)}
            </a>`,
        )}
      </nav>
      ${this.renderWay(chosen)}
    `;
  }

  private renderWay(way: Way): TemplateResult {
    switch (way) {
      case "search":
        return html`<wf-find-cameras .app=${this.app} @address-found=${this.found}></wf-find-cameras>`;
      case "frigate":
        return html`<wf-import-frigate .app=${this.app}></wf-import-frigate>`;
      case "home":
        return html`<section class="card">
          <p>${t("add.home")}</p>
          <ol>
            <li>${t("add.home_open")}</li>
            <li>${t("add.home_choose")}</li>
          </ol>
          <p>${t("add.home_action")} <a href=${GUIDE} target="_blank" rel="noreferrer">${t("add.home_guide")}</a></p>
        </section>`;
      default:
        return html`<wf-add-by-address .app=${this.app} .address=${this.address}></wf-add-by-address>`;
    }
  }

  private found(event: CustomEvent<Address>): void {
    this.address = event.detail;
    this.app.router.go("cameras/add/address");
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-add-camera": AddCamera;
  }
}
