import { mdiAlertCircleOutline, mdiMapMarkerQuestion } from "@mdi/js";
import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { learn, t } from "../i18n";
import { errorText } from "../i18n/errors";
import type { Entry, Place } from "../router";
import "../ui/notice";
import { Page } from "../ui/page";
import { buttons, shared } from "../ui/styles";
import type { App } from "./app";

/** Shows the page that the address names; one that fails is told of, and can be tried again. */
@customElement("wf-outlet")
export class Outlet extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: block;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) place!: Place;
  /** Whether the server answers: a page that could not be loaded while it did not is loaded once it does. */
  @property({ type: Boolean }) online = false;
  @state() private page: Page | null = null;
  @state() private failure: unknown = null;
  private shown: Entry | null = null;
  private isFirst = true;

  protected override render(): TemplateResult {
    if (this.place.entry === null) return this.renderMissing();
    if (this.failure !== null) return this.renderFailure();
    return html`<div @page-failed=${this.failed}>${this.page}</div>`;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("online") && this.online && this.failure !== null) this.retry();
    if (!changes.has("place")) return;
    const { entry, path } = this.place;
    const isElsewhere = path !== changes.get("place")?.path;
    if (entry === null) {
      this.page = this.shown = null;
      void this.arrive(t("missing.title"));
    } else if (entry !== this.shown) {
      void this.load(entry);
    } else if (this.page !== null) {
      this.page.place = this.place;
      if (isElsewhere) void this.arrive(t(entry.title));
    }
  }

  private async load(entry: Entry): Promise<void> {
    this.shown = entry;
    this.failure = null;
    try {
      await Promise.all([entry.load(), learn(entry.sentences)]);
    } catch (error) {
      if (this.shown === entry) this.failure = error;
      return;
    }
    if (this.shown !== entry) return;
    const page = document.createElement(entry.tag);
    if (!(page instanceof Page)) throw new TypeError(`${entry.tag} is no page`);
    page.app = this.app;
    page.place = this.place;
    this.page = page;
    await this.arrive(t(entry.title));
  }

  /** Say where we are: in the title, and by focusing the page's heading, which screen readers read. */
  private async arrive(title: string): Promise<void> {
    await this.updateComplete;
    await this.page?.updateComplete;
    const heading = headingIn(this.renderRoot);
    document.title = `${heading?.textContent.trim() ?? title} – TheWallflower`;
    if (this.isFirst) {
      this.isFirst = false;
      return;
    }
    scrollTo(0, 0);
    this.focusHeading();
  }

  /** Focus the page's heading. */
  focusHeading(): void {
    const heading = headingIn(this.renderRoot);
    if (heading === null) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  private failed(event: CustomEvent<unknown>): void {
    console.error(event.detail);
    this.failure = event.detail;
  }

  private readonly retry = (): void => {
    this.page = null;
    if (this.shown !== null) void this.load(this.shown);
  };

  private renderMissing(): TemplateResult {
    return html`
      <h1 class="hidden-text">${t("missing.title")}</h1>
      <wf-notice .icon=${mdiMapMarkerQuestion} heading=${t("missing.title")} text=${t("missing.text")}>
        <a class="button primary" href="live">${t("missing.home")}</a>
      </wf-notice>
    `;
  }

  private renderFailure(): TemplateResult {
    return html`
      <h1 class="hidden-text">${t("failure.title")}</h1>
      <wf-notice .icon=${mdiAlertCircleOutline} heading=${t("failure.title")} text=${errorText(this.failure)}>
        <button class="primary" @click=${this.retry}>${t("failure.retry")}</button>
        <button @click=${() => location.reload()}>${t("failure.reload")}</button>
      </wf-notice>
    `;
  }
}

/** Return the first `h1`, wherever in the elements below it is. */
function headingIn(root: ParentNode): HTMLElement | null {
  for (const element of root.querySelectorAll<HTMLElement>("*")) {
    if (element.localName === "h1") return element;
    const found = element.shadowRoot === null ? null : headingIn(element.shadowRoot);
    if (found !== null) return found;
  }
  return null;
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-outlet": Outlet;
  }
}
