import { mdiCloudOffOutline, mdiLogout } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { isAbort } from "../api/errors";
import { t } from "../i18n";
import { Watch } from "../state/store";
import { icon } from "../ui/icon";
import "../ui/jobs-tray";
import { buttons, shared } from "../ui/styles";
import "../ui/toasts";
import { learnWhoIsHere, type App } from "./app";
import "./leave-dialog";
import "./login";
import "./navigation";
import "./outlet";
import type { Outlet } from "./outlet";

/** The frame around every page: navigation, jobs, messages, and whether the server answers. */
@customElement("wf-app")
export class Shell extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: grid;
        grid-template: auto auto 1fr / minmax(0, 1fr);
        min-height: 100dvh;
      }
      header {
        position: sticky;
        z-index: 10;
        top: 0;
        display: flex;
        align-items: center;
        gap: 1rem;
        min-height: 3.5rem;
        padding: env(safe-area-inset-top) max(1rem, env(safe-area-inset-right)) 0 max(1rem, env(safe-area-inset-left));
        border-bottom: 1px solid var(--wf-line);
        background: var(--wf-card);
      }
      .brand {
        font-weight: 700;
        letter-spacing: -0.01em;
      }
      wf-navigation {
        flex: 1;
      }
      main {
        min-width: 0;
        padding: 1rem max(1rem, env(safe-area-inset-right)) 2rem max(1rem, env(safe-area-inset-left));
      }
      .skip {
        position: absolute;
        z-index: 30;
        top: 0.5rem;
        left: 0.5rem;
      }
      .skip:not(:focus) {
        clip-path: inset(50%);
        pointer-events: none;
      }
      .banner {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 0.75rem;
        padding: 0.35rem 1rem;
        background: color-mix(in srgb, var(--wf-warn) 16%, var(--wf-card));
        border-bottom: 1px solid var(--wf-line);
      }
      .banner button {
        flex: none;
      }
      .banner .icon {
        color: var(--wf-warn);
      }
      @media (max-width: 759px) {
        :host {
          --wf-bottom: calc(4rem + env(safe-area-inset-bottom));
        }
        header {
          position: static;
          justify-content: space-between;
        }
        wf-navigation {
          position: fixed;
          inset: auto 0 0;
          border-top: 1px solid var(--wf-line);
          background: var(--wf-card);
        }
        main {
          padding: 0.75rem 0.75rem calc(var(--wf-bottom) + 1rem);
        }
      }
    `,
  ];

  @property({ attribute: false }) app: App | null = null;
  @query("wf-outlet") private readonly outlet!: Outlet | null;
  private readonly watch = new Watch(this, () =>
    this.app === null ? [] : [this.app.router.place, this.app.events.connection, this.app.refusal, this.app.me],
  );

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("unhandledrejection", this.unhandled);
  }

  override disconnectedCallback(): void {
    removeEventListener("unhandledrejection", this.unhandled);
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has("app")) return;
    this.watch.hostDisconnected();
    this.watch.hostConnected();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { app } = this;
    if (app === null) return nothing;
    const place = app.router.place.get();
    const isLocked = app.refusal.get() === "login";
    return html`
      <button class="skip" @click=${() => this.outlet?.focusHeading()}>${t("nav.skip")}</button>
      <header>
        <span class="brand">TheWallflower</span>
        <wf-navigation .entry=${place.entry}></wf-navigation>
        <wf-jobs-tray .app=${app}></wf-jobs-tray>
        ${this.renderLogout(app)}
      </header>
      ${this.renderBanner(app)}
      <main>
        ${isLocked ? html`<wf-login .app=${app} @entered=${() => void this.entered(app)}></wf-login>` : nothing}
        ${
          isLocked && app.me.get() === null
            ? nothing
            : html`<wf-outlet
                .app=${app}
                .place=${place}
                ?hidden=${isLocked}
                ?online=${app.events.connection.get() === "online"}
              ></wf-outlet>`
        }
      </main>
      <wf-toasts .toasts=${app.toasts}></wf-toasts>
      <wf-leave-dialog .router=${app.router}></wf-leave-dialog>
    `;
  }

  /** Who logged in here can log out; in Home Assistant nobody did. */
  private renderLogout(app: App): TemplateResult | typeof nothing {
    if (!(app.me.get()?.name.startsWith("user:") ?? false)) return nothing;
    const leave = async (): Promise<void> => {
      if (await app.toasts.attempt(() => app.api.call("DELETE /api/session"))) location.reload();
    };
    return html`<button class="plain round" aria-label=${t("login.leave")} title=${t("login.leave")} @click=${leave}>
      ${icon(mdiLogout)}
    </button>`;
  }

  private renderBanner(app: App): TemplateResult {
    const refusal = app.refusal.get();
    const isTold = refusal === "gate" || (refusal === null && app.events.connection.get() === "offline");
    return html`<div role="status">
      ${
        isTold
          ? html`<div class="banner">
              ${icon(mdiCloudOffOutline)}<span>${t(refusal === "gate" ? "offline.gate" : "offline.text")}</span>
              <button @click=${() => this.hurry(app)}>${t("offline.retry")}</button>
            </div>`
          : nothing
      }
    </div>`;
  }

  private hurry(app: App): void {
    app.events.hurry();
    void learnWhoIsHere(app);
  }

  /** Whoever was here before goes on where they were, with what they had not saved; for others all begins anew. */
  private async entered(app: App): Promise<void> {
    const before = app.me.get();
    const me = await learnWhoIsHere(app);
    if (me === null || me.name !== before?.name || me.role !== before.role) {
      app.router.stop(); // what somebody else had not saved holds nobody back
      location.reload();
      return;
    }
    app.events.hurry();
    await this.updateComplete;
    this.outlet?.focusHeading();
  }

  /** What nobody took care of is at least told. */
  private readonly unhandled = (event: PromiseRejectionEvent): void => {
    if (!isAbort(event.reason)) this.app?.toasts.failed(event.reason);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-app": Shell;
  }
}
