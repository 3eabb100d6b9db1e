import { mdiCctv, mdiOpenInNew, mdiTextBoxOutline, mdiTimelineClock } from "@mdi/js";
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { backoffMs } from "../api/backoff";
import { speak, t } from "../i18n";
import { day as dayName, setClock } from "../i18n/format";
import { sharedElement } from "../ui/element";
import { icon } from "../ui/icon";
import { option } from "../ui/option";
import { buttons, fields, shared } from "../ui/styles";
import type { CardDay } from "./card-day";
import "./card-live";
import { card as layout } from "./card-styles";
import { Camera, failureText, type FootageDay, type Now } from "./commands";
import { parseConfig, ROWS, stub, suggest, TYPE, VIEWS, type CardConfig, type View } from "./config";
import { configForm, type Form } from "./form";
import { isStarting, nameOf, panelOf, PLATFORM, siblings, timeZone, type Connection, type Hass } from "./hass";
import { theme } from "./styles";

const ICONS: Readonly<Record<View, string>> = {
  live: mdiCctv,
  timeline: mdiTimelineClock,
  transcript: mdiTextBoxOutline,
};

/** Who may not see a camera now is not likely to in a second. */
const FIRST_PAUSE = 3;

/** A camera on a dashboard. */
@sharedElement(TYPE)
export class WallflowerCard extends LitElement {
  static override styles = [shared, buttons, fields, theme, layout];

  static getConfigForm(): Form {
    return configForm();
  }

  static getStubConfig(hass: Hass): Readonly<Record<string, unknown>> {
    return stub(hass);
  }

  @property({ attribute: false }) hass?: Hass;
  @state() private config: CardConfig | null = null;
  @state() private view: View = "live";
  @state() private entity = "";
  @state() private now: Now | null = null;
  @state() private days: readonly FootageDay[] = [];
  @state() private day: FootageDay | null = null;
  @state() private problem: string | null = null;
  @state() private themes = 0;
  private leave: (() => Promise<void>) | null = null;
  private connection: Connection | null = null;
  private followed = "";
  private turn = 0;
  private failures = 0;
  private retrying: ReturnType<typeof setTimeout> | undefined;
  private language = "";

  setConfig(raw: Readonly<Record<string, unknown>>): void {
    const config = parseConfig(raw);
    this.config = config;
    this.view = config.view;
    if (!config.cameras.includes(this.entity)) this.enter(config.cameras[0] ?? "");
  }

  getCardSize(): number {
    return ROWS[this.config?.view ?? "live"];
  }

  getGridOptions(): Readonly<Record<string, number>> {
    return { columns: 12, rows: ROWS[this.config?.view ?? "live"], min_columns: 6, min_rows: 3 };
  }

  override disconnectedCallback(): void {
    this.unfollow();
    super.disconnectedCallback();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  /** Home Assistant hands over a new `hass` with each state of any entity; few of them matter here. */
  protected override shouldUpdate(changes: PropertyValues<this>): boolean {
    const before = changes.get("hass");
    const { hass } = this;
    if (changes.size > 1 || before === undefined || hass === undefined) return true;
    const shown = [...(this.config?.cameras ?? []), ...Object.values(siblings(hass, this.entity))];
    return (
      (["config", "entities", "locale", "themes", "panels"] as const).some((part) => before[part] !== hass[part]) ||
      shown.some((id) => before.states[id] !== hass.states[id])
    );
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const { hass } = this;
    if (hass === undefined) return;
    const before = changes.get("hass");
    if (before?.themes !== hass.themes) {
      this.toggleAttribute("dark", hass.themes.darkMode);
      this.themes++;
    }
    if (before?.locale !== hass.locale) this.speak(hass);
    // Who only looks at what is live loads nothing else.
    if (this.view !== "live") void import("./card-day");
    if (this.isConnected && this.entity !== this.followed) void this.follow(hass);
  }

  /** All languages that the card speaks are written from left to right, whatever the rest of the dashboard is. */
  protected override render(): TemplateResult {
    const { hass, config } = this;
    if (hass === undefined || config === null) return html`<ha-card></ha-card>`;
    return html`<ha-card dir="ltr">
      <div class="head">
        ${config.cameras.length > 1 ? this.renderCameras(hass, config) : html`<h2 dir="auto">${nameOf(hass, this.entity)}</h2>`}
        ${this.view === "live" ? nothing : this.renderDays(config)}
        <div class="views" role="group" aria-label=${t("card.views")}>
          ${VIEWS.map((view) => this.renderView(view))} ${this.renderPanel(hass, config)}
        </div>
      </div>
      ${this.renderBody(hass, config)}
    </ha-card>`;
  }

  private renderBody(hass: Hass, config: CardConfig): TemplateResult {
    const { entity } = this;
    const problem = this.problemOf(hass);
    const isPassing = problem !== null && this.view !== "live" && this.days.length > 0 && this.isLost(hass);
    const told =
      problem === null ? nothing : html`<p class="problem" ?passing=${isPassing} role="alert">${problem}</p>`;
    // What is on the screen already stays there until the server is back.
    if (problem !== null && !isPassing) return html`${told}`;
    if (this.view === "live") {
      return html`<wf-card-live
        .hass=${hass}
        .entity=${entity}
        .now=${this.now}
        .people=${config.people}
        .muted=${config.muted}
      ></wf-card-live>`;
    }
    return html`${told}<wf-card-day
        .hass=${hass}
        .entity=${entity}
        .config=${config}
        .mode=${this.view}
        .day=${this.day}
        .now=${this.now}
        .theme=${this.themes}
      ></wf-card-day>`;
  }

  /** Return why there is nothing to show. */
  private problemOf(hass: Hass): string | null {
    const { entity } = this;
    if (hass.states[entity] === undefined) return isStarting(hass) ? t("card.starting") : t("card.gone", { entity });
    if ((hass.entities[entity]?.platform ?? PLATFORM) !== PLATFORM) return t("card.not_ours");
    return this.isLost(hass) ? t("card.unavailable") : this.problem;
  }

  private isLost({ states }: Hass): boolean {
    return states[this.entity]?.state === "unavailable" || this.now?.is_available === false;
  }

  private renderCameras(hass: Hass, config: CardConfig): TemplateResult {
    const change = (event: Event): void => this.enter((event.target as HTMLSelectElement).value);
    return html`<select class="camera" aria-label=${t("timeline.camera")} @change=${change}>
      ${config.cameras.map((id) => option(id, nameOf(hass, id), id === this.entity))}
    </select>`;
  }

  private renderDays(config: CardConfig): TemplateResult {
    const change = (event: Event): void => {
      const { value } = event.target as HTMLSelectElement;
      this.day = this.days.find(({ date }) => date === value) ?? null;
    };
    return html`<select aria-label=${t("card.when")} @change=${change}>
      ${option("", t("card.last_hours", { count: config.hours }), this.day === null)}
      ${this.days.map(({ date, start_ms }) => option(date, dayName(start_ms), date === this.day?.date))}
    </select>`;
  }

  private renderView(view: View): TemplateResult {
    const label = t(`card.view.${view}`);
    return html`<button
      class="plain round"
      aria-label=${label}
      title=${label}
      aria-pressed=${view === this.view}
      @click=${() => (this.view = view)}
    >
      ${icon(ICONS[view])}
    </button>`;
  }

  private renderPanel(hass: Hass, { open_panel }: CardConfig): TemplateResult | typeof nothing {
    const address = typeof open_panel === "string" ? open_panel : open_panel ? panelOf(hass) : null;
    if (address === null) return nothing;
    const label = t("card.open_panel");
    return html`<a class="button plain round" href=${address} aria-label=${label} title=${label}>
      ${icon(mdiOpenInNew)}
    </a>`;
  }

  private enter(entity: string): void {
    this.entity = entity;
    this.now = this.day = this.problem = null;
    this.days = [];
  }

  private speak(hass: Hass): void {
    const { language, time_format } = hass.locale;
    const isTold = time_format === "12" || time_format === "24";
    setClock({ timeZone: timeZone(hass), ...(isTold ? { hour12: time_format === "12" } : {}) });
    if (language === this.language) return;
    this.language = language;
    void speak(language).then(() => this.again());
  }

  /** Render all anew: in another language nothing else has changed. Parts that are still on their way need it not. */
  private again(): void {
    this.requestUpdate();
    for (const part of this.renderRoot.querySelectorAll("wf-card-day, wf-card-live")) {
      if (part instanceof LitElement) part.requestUpdate();
    }
  }

  private async follow(hass: Hass): Promise<void> {
    this.unfollow();
    this.connection = hass.connection;
    this.connection.addEventListener("ready", this.reconnected);
    const { entity, turn } = this;
    this.followed = entity;
    if (entity === "" || hass.states[entity] === undefined) {
      this.followed = "";
      return;
    }
    const camera = new Camera(() => this.hass ?? hass, entity);
    try {
      const leave = await camera.follow((now) => {
        if (turn !== this.turn) return;
        const isBack = now.is_available && this.now?.is_available !== true;
        this.now = now;
        if (isBack) void this.readDays(camera, hass);
      });
      if (turn !== this.turn) {
        void leave();
        return;
      }
      this.leave = leave;
      this.problem = null;
      this.failures = 0;
    } catch (error) {
      if (turn !== this.turn) return;
      this.problem = failureText(error);
      this.retrying = setTimeout(this.followAgain, backoffMs(FIRST_PAUSE + this.failures++));
    }
  }

  private readonly reconnected = (): void => {
    this.leave = null; // it went with the connection
    queueMicrotask(this.followAgain); // which is still telling all its listeners, of whom none may leave meanwhile
  };

  private readonly followAgain = (): void => {
    this.unfollow();
    this.requestUpdate();
  };

  /** Which days there are is no more than a convenience: without them there are the last hours. */
  private async readDays(camera: Camera, hass: Hass): Promise<void> {
    const { turn } = this;
    const days = await camera.days(timeZone(hass)).catch(() => []);
    if (turn === this.turn) this.days = days;
  }

  private unfollow(): void {
    this.turn++;
    clearTimeout(this.retrying);
    this.connection?.removeEventListener("ready", this.reconnected);
    void this.leave?.();
    this.leave = this.connection = null;
    this.followed = "";
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wallflower-card": WallflowerCard;
    "wf-card-day": CardDay;
  }
  interface Window {
    customCards?: object[];
  }
}

void speak(document.documentElement.lang).then(() => {
  const cards = (window.customCards ??= []);
  if (cards.some((card) => "type" in card && card.type === TYPE)) return;
  cards.push({
    type: TYPE,
    name: t("card.name"),
    description: t("card.description"),
    preview: true,
    getEntitySuggestion: suggest,
  });
});
