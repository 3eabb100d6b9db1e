import { mdiDelete, mdiPlay } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { App } from "../../app/app";
import type { Alert } from "../../api/generated";
import { t } from "../../i18n";
import { instant } from "../../i18n/format";
import { may } from "../../state/rights";
import { Watch, type Unsubscribe } from "../../state/store";
import { icon } from "../../ui/icon";
import "../../ui/problem";
import { toldOf, type Told } from "../../ui/problem";
import { buttons, shared } from "../../ui/styles";

const PAGE = 30;

/** Return the alerts after an event: one that is new or changed, newest first, or without one that was deleted. */
export function withAlert(alerts: readonly Alert[], told: Alert | { id: string | number }): Alert[] {
  const others = alerts.filter(({ id }) => String(id) !== String(told.id));
  if (!("rule_name" in told)) return others;
  return [told, ...others].sort((one, other) => other.at_ms - one.at_ms || other.id - one.id);
}

/** What rules told, newest first, with the picture of the moment and the way to its recording. */
@customElement("wf-alert-list")
export class AlertList extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      ul {
        display: grid;
        gap: 0.75rem;
        margin: 0.75rem 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 9rem 1fr auto;
        gap: 0.75rem;
        padding: 0.75rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      img,
      .blank {
        width: 100%;
        aspect-ratio: 16 / 9;
        border-radius: 8px;
        background: var(--wf-hover);
        object-fit: cover;
      }
      .text {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      p {
        margin: 0.25rem 0 0;
      }
      .hint {
        color: var(--wf-muted);
        font-size: 0.875rem;
      }
      .withdrawn {
        opacity: 0.65;
      }
      .actions {
        display: flex;
        gap: 0.25rem;
      }
      @media (max-width: 759px) {
        li {
          grid-template-columns: 5.5rem 1fr;
        }
        .actions {
          grid-column: 1 / -1;
          justify-content: end;
        }
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @state() private alerts: readonly Alert[] | null = null;
  @state() private cursor: string | null = null;
  @state() private told: Told | null = null;
  private leave: readonly Unsubscribe[] = [];

  constructor() {
    super();
    new Watch(this, () => [this.app.cameras, this.app.me]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { events } = this.app;
    this.leave = [
      events.on("alert", (told) => this.alerts !== null && (this.alerts = withAlert(this.alerts, told))),
      events.on("resync", () => void this.load(null)),
    ];
    void this.load(null);
  }

  override disconnectedCallback(): void {
    for (const leave of this.leave) leave();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const { alerts } = this;
    return html`<section aria-labelledby="heading">
      <h2 id="heading">${t("rules.alerts")}</h2>
      ${
        this.told === null
          ? nothing
          : html`<wf-problem .told=${this.told}></wf-problem>
              <button @click=${() => void this.load(null)}>${t("failure.retry")}</button>`
      }
      ${
        alerts === null
          ? this.told === null
            ? html`<p role="status">${t("loading")}</p>`
            : nothing
          : alerts.length === 0
            ? html`<p class="hint">${t("rules.no_alerts")}</p>`
            : html`<ul>
                ${repeat(
                  alerts,
                  ({ id }) => id,
                  (alert) => this.renderAlert(alert),
                )}
              </ul>`
      }
      ${
        this.cursor === null
          ? nothing
          : html`<button @click=${() => void this.load(this.cursor)}>${t("rules.more")}</button>`
      }
    </section>`;
  }

  private renderAlert(alert: Alert): TemplateResult {
    const params = { alert_id: alert.id };
    const camera = this.app.cameras.find(alert.camera_id)?.name ?? alert.camera_id;
    const { phase } = alert;
    const isUnsure = phase === "early" || phase === "withdrawn";
    return html`<li class=${phase}>
      ${
        alert.has_picture
          ? html`<img
              src=${this.app.api.url("GET /api/alerts/{alert_id}/picture.jpg", { params })}
              alt=""
              loading="lazy"
            />`
          : html`<div class="blank"></div>`
      }
      <div class="text">
        <strong>${alert.rule_name}</strong>
        ${alert.line === null ? nothing : html`<p>“${alert.line.text}”</p>`}
        <p class="hint">${camera} · ${instant(alert.at_ms)}${isUnsure ? ` · ${t(`rules.phase.${phase}`)}` : nothing}</p>
      </div>
      <div class="actions">
        <a
          class="button plain round"
          href="timeline/${encodeURIComponent(alert.camera_id)}?at=${alert.clip_start_ms}"
          aria-label=${t("rules.play", { name: alert.rule_name })}
        >
          ${icon(mdiPlay)}
        </a>
        ${
          may(this.app.me.get(), "edit")
            ? html`<button
                class="plain round"
                aria-label=${t("rules.delete_alert", { name: alert.rule_name })}
                @click=${() => void this.drop(alert.id)}
              >
                ${icon(mdiDelete)}
              </button>`
            : nothing
        }
      </div>
    </li>`;
  }

  private async drop(id: number): Promise<void> {
    const params = { alert_id: id };
    if (await this.app.toasts.attempt(() => this.app.api.call("DELETE /api/alerts/{alert_id}", { params }))) {
      this.alerts = withAlert(this.alerts ?? [], { id });
    }
  }

  private async load(cursor: string | null): Promise<void> {
    try {
      const page = await this.app.api.call("GET /api/alerts", { query: { limit: PAGE, cursor } });
      this.alerts = cursor === null ? page.alerts : [...(this.alerts ?? []), ...page.alerts];
      this.cursor = page.cursor;
      this.told = null;
    } catch (error) {
      this.told = toldOf(error);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-alert-list": AlertList;
  }
}
