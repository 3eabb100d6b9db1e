import { mdiChevronRight, mdiMagnify } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Device, DeviceStream } from "../../api/generated";
import { t } from "../../i18n";
import { icon } from "../../ui/icon";
import { forms, numberField, textField } from "../../ui/inputs";
import "../../ui/problem";
import { toldOf, type Told } from "../../ui/problem";
import { buttons, shared } from "../../ui/styles";
import type { Address } from "./add-by-address";
import { streamToAnalyse, withLogin } from "./addresses";

const SECONDS = 4;
const ONVIF_PORT = 80;

/** Find cameras by ONVIF: who is there, then what one of them sends. Fires `address-found` with what was chosen. */
@customElement("wf-find-cameras")
export class FindCameras extends LitElement {
  static override styles = [
    shared,
    buttons,
    ...forms,
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
      ul {
        display: grid;
        gap: 0.5rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li button {
        justify-content: space-between;
        width: 100%;
        min-height: 3.25rem;
        border-radius: 8px;
        text-align: start;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @state() private devices: readonly Device[] | null = null;
  @state() private device: Device | null = null;
  @state() private host = "";
  @state() private port = ONVIF_PORT;
  @state() private username = "";
  @state() private password = "";
  @state() private working: "search" | "look_up" | null = null;
  @state() private told: Told | null = null;

  protected override render(): TemplateResult {
    return html`
      <div class="card">
        <p class="hint">${t("find.text")}</p>
        <div class="row">
          <button class="primary" ?disabled=${this.working !== null} @click=${this.search}>
            ${icon(mdiMagnify)}${t("find.search")}
          </button>
          <span role="status"
            >${this.working === null ? nothing : t(this.working === "search" ? "find.searching" : "find.look_up")}</span
          >
        </div>
        ${this.renderDevices()}
      </div>
      <form class="card" @submit=${this.lookUp}>
        <h2>${t("find.ask")}</h2>
        <p class="hint">${t("find.ask_text")}</p>
        <div class="pair">
          ${textField({ label: t("find.host"), value: this.host, required: true, changed: (host) => (this.host = host) })}
          ${numberField({
            label: t("find.port"),
            value: this.port,
            min: 1,
            max: 65_535,
            changed: (port) => (this.port = port ?? ONVIF_PORT),
          })}
          ${textField({ label: t("find.username"), value: this.username, changed: (name) => (this.username = name) })}
          ${textField({
            label: t("find.password"),
            type: "password",
            value: this.password,
            changed: (password) => (this.password = password),
          })}
        </div>
        ${this.told === null ? nothing : html`<wf-problem .told=${this.told}></wf-problem>`}
        <div class="row">
          <button ?disabled=${this.host.trim() === "" || this.working !== null}>${t("find.streams")}</button>
        </div>
        ${this.renderStreams()}
      </form>
    `;
  }

  private renderDevices(): TemplateResult | typeof nothing {
    const { devices } = this;
    if (devices === null) return nothing;
    if (devices.length === 0) return html`<p role="status">${t("find.nobody")}</p>`;
    return html`<ul aria-label=${t("find.found")}>
      ${devices.map(
        (device) =>
          html`<li>
            <button
              aria-pressed=${device.host === this.host && device.port === this.port}
              @click=${() => this.choose(device)}
            >
              <span>${nameOf(device)}<br /><span class="hint">${device.host}</span></span
              >${icon(mdiChevronRight)}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  private renderStreams(): TemplateResult | typeof nothing {
    const { device } = this;
    if (device === null) return nothing;
    if (device.streams.length === 0) return html`<p role="status">${t("find.no_streams")}</p>`;
    return html`<h3>${t("find.choose")}</h3>
      <ul>
        ${device.streams.map(
          (stream) =>
            html`<li>
              <button type="button" @click=${() => this.take(device, stream)}>
                <span>
                  ${stream.name ?? stream.profile}<br />
                  <span class="hint">${stream.video_codec ?? ""} ${stream.width} × ${stream.height}</span>
                </span>
                ${icon(mdiChevronRight)}
              </button>
            </li>`,
        )}
      </ul>`;
  }

  private choose(device: Device): void {
    this.host = device.host;
    this.port = device.port;
    this.device = this.told = null;
    void this.updateComplete
      .then(() => this.renderRoot.querySelectorAll("form input")[2])
      .then((field) => (field as HTMLInputElement | undefined)?.focus());
  }

  private take(device: Device, stream: DeviceStream): void {
    const sub = streamToAnalyse(device.streams, stream);
    const detail: Address = {
      name: device.name ?? device.model ?? "",
      url: withLogin(stream.url, this.username, this.password),
      sub_url: sub === null ? "" : withLogin(sub.url, this.username, this.password),
    };
    this.dispatchEvent(new CustomEvent("address-found", { detail }));
  }

  private readonly search = (): Promise<void> =>
    this.attempt("search", async () => {
      const { devices } = await this.app.api.call("POST /api/discovery", { body: { seconds: SECONDS } });
      this.devices = devices;
    });

  private async lookUp(event: Event): Promise<void> {
    event.preventDefault();
    const { host, port, username, password } = this;
    await this.attempt("look_up", async () => {
      const body = { host: host.trim(), port, username, password };
      const { devices } = await this.app.api.call("POST /api/discovery", { body });
      this.device = devices[0] ?? null;
    });
  }

  private async attempt(working: "search" | "look_up", work: () => Promise<void>): Promise<void> {
    this.working = working;
    this.told = this.device = null;
    try {
      await work();
    } catch (error) {
      this.told = toldOf(error);
    } finally {
      this.working = null;
    }
  }
}

function nameOf({ name, manufacturer, model, hardware, host }: Device): string {
  return name ?? ([manufacturer, model ?? hardware].filter(Boolean).join(" ") || host);
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-find-cameras": FindCameras;
  }
}
