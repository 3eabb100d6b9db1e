import { mdiConnection, mdiPlus } from "@mdi/js";
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { StreamReport } from "../../api/generated";
import { t } from "../../i18n";
import type { Unsubscribe } from "../../state/store";
import { icon } from "../../ui/icon";
import { forms, textField } from "../../ui/inputs";
import "../../ui/problem";
import { focusFlaw, isAboutAny, toldOf, type Told } from "../../ui/problem";
import { buttons, shared } from "../../ui/styles";
import "./stream-report";

/** A camera that may be added. */
export interface Address {
  name: string;
  url: string;
  sub_url: string;
}

export const EMPTY_ADDRESS: Address = { name: "", url: "", sub_url: "" };
const FIELDS = ["name", "url", "sub_url"];

/** Add a camera by its address, which can be tried first. */
@customElement("wf-add-by-address")
export class AddByAddress extends LitElement {
  static override styles = [shared, buttons, ...forms];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) address = EMPTY_ADDRESS;
  @state() private working: "test" | "add" | null = null;
  @state() private report: StreamReport | null = null;
  @state() private told: Told | null = null;
  private leave: Unsubscribe = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = this.app.router.guard({ isThere: () => Object.values(this.address).some((text) => text !== "") });
  }

  override disconnectedCallback(): void {
    this.leave();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has("address")) return;
    if (changes.get("address")?.url !== this.address.url) this.report = this.told = null;
    if (isAboutAny(this.told, FIELDS)) this.told = null;
  }

  protected override render(): TemplateResult {
    const { address } = this;
    const isAtField = isAboutAny(this.told, FIELDS);
    const isReady = address.url.trim() !== "" && this.working === null;
    return html`<form class="card" @submit=${this.add}>
      ${textField({
        label: t("add.name"),
        name: "name",
        told: this.told,
        value: address.name,
        required: true,
        placeholder: t("add.name_example"),
        changed: (name) => (this.address = { ...this.address, name }),
      })}
      ${textField({
        label: t("add.url"),
        hint: t("add.url_text"),
        name: "url",
        told: this.told,
        value: address.url,
        required: true,
        placeholder: "rtsp://user:password@192.168.1.20/stream1",
        changed: (url) => (this.address = { ...this.address, url }),
      })}
      ${textField({
        label: t("add.sub_url"),
        hint: t("add.sub_url_text"),
        name: "sub_url",
        told: this.told,
        value: address.sub_url,
        changed: (sub_url) => (this.address = { ...this.address, sub_url }),
      })}
      <div role="status">
        ${this.working === "test" ? t("add.testing") : nothing}
        ${this.report === null ? nothing : html`<wf-stream-report .report=${this.report}></wf-stream-report>`}
      </div>
      ${this.told === null || isAtField ? nothing : html`<wf-problem .told=${this.told}></wf-problem>`}
      <div class="row">
        <button type="button" ?disabled=${!isReady} @click=${this.test}>${icon(mdiConnection)}${t("add.test")}</button>
        <button class="primary" ?disabled=${this.working !== null}>
          ${icon(mdiPlus)}${t(this.told === null || this.told.code === "invalid_request" ? "cameras.add" : "add.anyway")}
        </button>
      </div>
    </form>`;
  }

  private readonly test = async (): Promise<void> => {
    const url = this.address.url.trim();
    await this.attempt("test", async () => {
      const report = await this.app.api.call("POST /api/cameras/probe", { body: { url } });
      if (this.address.url.trim() === url) this.report = report;
      this.working = null;
    });
  };

  private async add(event: Event): Promise<void> {
    event.preventDefault();
    if (this.working !== null) return;
    const { name, url, sub_url } = this.address;
    const body = { name: name.trim(), url: url.trim(), sub_url: sub_url.trim() || null };
    await this.attempt("add", async () => {
      const camera = await this.app.api.call("POST /api/cameras", { body });
      this.app.toasts.done(t("add.added", { name: camera.name }));
      this.leave();
      await this.app.cameras.load();
      this.app.router.go(`live/${encodeURIComponent(camera.id)}`);
    });
  }

  /** Do what is not begun anew before it is over; what was added is left here at once. */
  private async attempt(working: "test" | "add", work: () => Promise<void>): Promise<void> {
    this.working = working;
    this.report = this.told = null;
    try {
      await work();
    } catch (error) {
      this.told = toldOf(error);
      this.working = null;
      await focusFlaw(this);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-add-by-address": AddByAddress;
  }
}
