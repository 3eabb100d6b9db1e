import { mdiAlertCircleOutline, mdiMagnify, mdiTextSearchVariant } from "@mdi/js";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, query, queryAll, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { Line } from "../../api/generated";
import { t } from "../../i18n";
import { errorText } from "../../i18n/errors";
import { duration } from "../../i18n/format";
import { Watch, type Unsubscribe } from "../../state/store";
import { VoiceNumbers } from "../../state/voices";
import { icon } from "../../ui/icon";
import "../../ui/moment-player";
import type { Moment } from "../../ui/moment-player";
import "../../ui/notice";
import { Page } from "../../ui/page";
import { fields } from "../../ui/styles";
import "./hit-actions";
import { aroundLine, playFrom, steered } from "./hits";
import { pathOf, readQuery, type Query } from "./query";
import "./search-filters";
import "./search-hit";
import type { SearchHit } from "./search-hit";
import { Findings } from "./search-store";
import { layout } from "./search-styles";

/** Less waiting speech than that is what somebody says right now. */
const BACKLOG_S = 60;

/** Looks through all that was said, and plays it from the word. The address has what is looked for. */
@customElement("wf-search-page")
export class SearchPage extends Page {
  static override styles = [...Page.styles, fields, layout];

  @state() private wanted!: Query;
  @state() private playing: { line: Line; moment: Moment } | null = null;
  @state() private reached = 0;
  /** The line of which a clip is to be made. */
  @state() private clip: Line | null = null;
  @state() private isExporting = false;
  @query("input") private readonly field!: HTMLInputElement;
  @queryAll("wf-search-hit") private readonly hits!: NodeListOf<SearchHit>;
  private findings!: Findings;
  private voices!: VoiceNumbers;
  private leave: Unsubscribe | null = null;

  constructor() {
    super();
    new Watch(this, () => [this.app.cameras, this.app.people, this.voices]);
  }

  override connectedCallback(): void {
    this.voices = new VoiceNumbers(this.app.api);
    super.connectedCallback();
    this.app.people.want();
    this.findings = new Findings(this.app.api);
    this.leave = this.findings.subscribe(({ lines }) => {
      this.voices.want(lines);
      this.requestUpdate();
    });
    this.wanted = readQuery(this.place.query);
    this.findings.want(this.wanted, { atOnce: true });
    addEventListener("keydown", this.pressedAnywhere);
  }

  override disconnectedCallback(): void {
    removeEventListener("keydown", this.pressedAnywhere);
    this.findings.stop();
    this.leave?.();
    super.disconnectedCallback();
  }

  protected override firstUpdated(): void {
    // The heading is focused first, as on every page.
    if (this.place.query.has("focus")) requestAnimationFrame(() => this.field.focus());
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has("place") || pathOf(readQuery(this.place.query)) === pathOf(this.wanted)) return;
    this.wanted = readQuery(this.place.query); // somebody went back, or followed a link
    this.findings.want(this.wanted, { atOnce: true });
  }

  protected override render(): TemplateResult {
    return html`
      <h1>${t("nav.search")}</h1>
      <form role="search" @submit=${this.submitted}>
        <div class="words">
          ${icon(mdiMagnify)}
          <input
            type="search"
            autocomplete="off"
            enterkeyhint="search"
            maxlength="500"
            dir="auto"
            aria-label=${t("search.label")}
            placeholder=${t("search.placeholder")}
            .value=${live(this.wanted.text)}
            @input=${() => this.change({ text: this.field.value })}
            @keydown=${(event: KeyboardEvent) => this.steer(event, -1)}
          />
        </div>
        <wf-search-filters
          .value=${this.wanted}
          .cameras=${this.app.cameras.get().value ?? []}
          .people=${this.app.people.get().value ?? []}
          @changed=${(event: CustomEvent<Partial<Query>>) => this.change(event.detail)}
        ></wf-search-filters>
      </form>
      <div class="columns">
        ${this.renderPlayer()}
        <div>${this.renderState()} ${this.renderFound()}</div>
      </div>
      ${
        this.clip === null
          ? nothing
          : html`<wf-export-dialog
              .app=${this.app}
              .cameraId=${this.clip.camera_id}
              .range=${aroundLine(this.clip)}
              ?open=${this.isExporting}
              @closed=${() => (this.isExporting = false)}
            ></wf-export-dialog>`
      }
    `;
  }

  private renderPlayer(): TemplateResult | typeof nothing {
    if (this.playing === null) return nothing;
    return html`<wf-moment-player .app=${this.app} .moment=${this.playing.moment} @closed=${this.stopped}>
    </wf-moment-player>`;
  }

  /** What screen readers hear while the list changes. */
  private renderState(): TemplateResult {
    const { lines, cursor, isLooking, isKnown, backlogS, error } = this.findings.get();
    const count = { count: lines.length };
    const text = isLooking
      ? t("search.looking")
      : !isKnown || error !== null
        ? ""
        : t(cursor === null ? "search.found" : "search.found_more", count);
    return html`
      <p class="state" role="status">${text}</p>
      ${
        backlogS < BACKLOG_S
          ? nothing
          : html`<p class="backlog">${t("search.backlog", { time: duration(backlogS * 1000) })}</p>`
      }
    `;
  }

  private renderFound(): TemplateResult {
    const { lines, cursor, isLooking, isKnown, error } = this.findings.get();
    if (error !== null && lines.length === 0) return this.renderFailure(error);
    if (isKnown && lines.length === 0 && !isLooking) return this.renderNone();
    return html`
      <ol class="hits" aria-label=${t("search.hits")} aria-busy=${isLooking}>
        ${repeat(
          lines,
          ({ id }) => id,
          (line, index) =>
            html`<li>
              <wf-search-hit
                .app=${this.app}
                .line=${line}
                .voice=${this.voices.of(line)}
                ?playing=${this.playing?.line.id === line.id}
                ?reachable=${index === Math.min(this.reached, lines.length - 1)}
                @play=${() => this.play(line, index)}
                @keydown=${(event: KeyboardEvent) => this.steer(event, index)}
              ></wf-search-hit>
              <wf-hit-actions .app=${this.app} .line=${line} @clip=${() => void this.export(line)}></wf-hit-actions>
            </li>`,
        )}
      </ol>
      ${error === null ? nothing : html`<p class="state" role="alert">${errorText(error)}</p>`}
      ${
        cursor === null
          ? nothing
          : html`<button class="more" ?disabled=${isLooking} @click=${() => void this.findings.more()}>
              ${t("search.more")}
            </button>`
      }
    `;
  }

  private async export(line: Line): Promise<void> {
    await import("../../clips/export-dialog");
    this.clip = line;
    this.isExporting = true;
  }

  private renderFailure(error: Error): TemplateResult {
    return html`<wf-notice .icon=${mdiAlertCircleOutline} heading=${t("search.failed")} text=${errorText(error)}>
      <button class="primary" @click=${this.findings.again}>${t("failure.retry")}</button>
    </wf-notice>`;
  }

  private renderNone(): TemplateResult {
    const isNarrow = pathOf(this.wanted) !== "search";
    const isEmpty = this.app.cameras.get().value?.length === 0;
    return html`<wf-notice
      .icon=${mdiTextSearchVariant}
      heading=${t(isNarrow ? "search.none" : "search.silence")}
      text=${t(isNarrow ? "search.none_text" : "search.silence_text")}
    >
      ${
        isNarrow
          ? html`<button @click=${() => this.change(readQuery(new URLSearchParams()))}>${t("search.clear")}</button>`
          : nothing
      }
      ${isEmpty ? html`<a class="button primary" href="cameras/add">${t("cameras.add_first")}</a>` : nothing}
    </wf-notice>`;
  }

  private change(part: Partial<Query>): void {
    this.wanted = { ...this.wanted, ...part };
    this.reached = 0;
    this.findings.want(this.wanted, { atOnce: part.text === undefined });
    this.app.router.go(pathOf(this.wanted), { replace: true });
  }

  private play(line: Line, index: number): void {
    this.reached = index;
    this.playing = { line, moment: { camera_id: line.camera_id, at_ms: playFrom(line) } };
  }

  private readonly stopped = (): void => {
    this.playing = null;
    this.hits[this.reached]?.focus();
  };

  private submitted(event: SubmitEvent): void {
    event.preventDefault();
    const [first] = this.findings.get().lines;
    if (first !== undefined && !this.findings.get().isLooking) this.play(first, 0);
  }

  private steer(event: KeyboardEvent, from: number): void {
    const to = steered(event.key, from, this.hits.length);
    if (to === null) return;
    event.preventDefault();
    if (to < 0) {
      this.field.focus();
      return;
    }
    this.reached = to;
    this.hits[to]?.focus();
  }

  private readonly pressedAnywhere = (event: KeyboardEvent): void => {
    const isTyping = event.composedPath()[0] instanceof HTMLInputElement;
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.field.select();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-search-page": SearchPage;
  }
}
