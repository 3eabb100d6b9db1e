import { mdiFolderRefresh } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { App } from "../../app/app";
import type { FolderImage, Job } from "../../api/generated";
import { t } from "../../i18n";
import { instant, percent } from "../../i18n/format";
import { isActive } from "../../state/jobs";
import { PagedStore } from "../../state/pages";
import { may } from "../../state/rights";
import { Watch, type Unsubscribe } from "../../state/store";
import { icon } from "../../ui/icon";
import "../../ui/problem";
import { whenRead } from "../../ui/remote";
import { buttons, fields, shared } from "../../ui/styles";
import { rows } from "./people-styles";

const PAGE = 100;
const STATES = ["", "refused", "added", "known"] as const;
type Wanted = (typeof STATES)[number];

/** The folder of photographs: what was learnt from which, why one was refused, and looking through it now. */
@customElement("wf-photo-folder")
export class PhotoFolder extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    rows,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.75rem;
        margin: 0.75rem 0;
      }
      .path {
        font-weight: 500;
      }
      .refused {
        color: var(--wf-warn);
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @state() private wanted: Wanted = "";
  private readonly images = new PagedStore<"images", FolderImage>("images", (cursor, signal) => {
    const query = { state: this.wanted === "" ? null : this.wanted, limit: PAGE, cursor };
    return this.app.api.call("GET /api/people/folder", signal === undefined ? { query } : { query, signal });
  });
  private leave: Unsubscribe[] = [];

  constructor() {
    super();
    new Watch(this, () => [this.images, this.app.people, this.app.jobs, this.app.me]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const again = (): void => void this.images.load();
    this.leave = [
      this.app.events.on("resync", again),
      this.app.events.on("job", (job) => {
        if ("kind" in job && job.kind === "folder_scan" && !isActive(job)) again();
      }),
    ];
    again();
  }

  override disconnectedCallback(): void {
    for (const leave of this.leave.splice(0)) leave();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const job = this.app.jobs.get().value?.find(({ kind }) => kind === "folder_scan") ?? null;
    return html`<h2>${t("folder.heading")}</h2>
      <p>${t("folder.text")}</p>
      <header>
        <label>
          ${t("folder.show")}
          <select @change=${this.filtered}>
            ${STATES.map((each) => html`<option value=${each}>${t(`folder.states.${each === "" ? "all" : each}`)}</option>`)}
          </select>
        </label>
        ${
          may(this.app.me.get(), "edit")
            ? html`<button ?disabled=${job !== null && isActive(job)} @click=${() => void this.scan()}>
                ${icon(mdiFolderRefresh)}${t("folder.scan")}
              </button>`
            : nothing
        }
      </header>
      ${job === null ? nothing : this.renderJob(job)}
      ${whenRead(this.images.get(), this.images.load, ({ images, cursor }) =>
        images.length === 0
          ? html`<p>${t(this.wanted === "" ? "folder.none" : "folder.none_such")}</p>`
          : html`<ul class="rows">
                ${repeat(
                  images,
                  ({ id }) => id,
                  (image) => html`<li>${this.renderImage(image)}</li>`,
                )}
              </ul>
              ${cursor === null ? nothing : html`<button @click=${this.more}>${t("person.more_visits")}</button>`}`,
      )}`;
  }

  private renderJob(job: Job): TemplateResult | typeof nothing {
    if (isActive(job)) return html`<p role="status">${t("folder.working", { share: percent(job.progress) })}</p>`;
    if (job.state === "failed" && job.problem !== null) {
      const { code, message } = job.problem;
      return html`<wf-problem .told=${{ code, message, field: null }}></wf-problem>`;
    }
    if (job.scanned === null) return nothing;
    const { images, looked, added, refused, forgotten } = job.scanned;
    return html`<p role="status">
      ${t("folder.done", { when: instant(job.ended_ms ?? job.created_ms), images, looked, added, refused })}
      ${forgotten === 0 ? nothing : t("folder.forgotten", { count: forgotten })}
    </p>`;
  }

  private renderImage({ path, state: became, reason, person_id, looked_ms }: FolderImage): TemplateResult {
    const name = this.app.people.find(person_id ?? "")?.name;
    return html`<span class="what">
        <span class="path"><bdi>${path}</bdi></span
        ><br />
        <span class="about">
          ${t(`folder.states.${became}`)} · ${instant(looked_ms)}
          ${reason === null ? nothing : html`<br /><span class="refused">${reason}</span>`}
        </span>
      </span>
      ${
        name === undefined || person_id === null
          ? nothing
          : html`<a class="button plain" href="people/${encodeURIComponent(person_id)}"><bdi>${name}</bdi></a>`
      }`;
  }

  private readonly filtered = (event: Event): void => {
    this.wanted = (event.target as HTMLSelectElement).value as Wanted;
    void this.images.load();
  };

  private readonly more = async (): Promise<void> => {
    await this.app.toasts.attempt(() => this.images.more());
  };

  private async scan(): Promise<void> {
    await this.app.toasts.attempt(() => this.app.api.call("POST /api/people/scan"));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-photo-folder": PhotoFolder;
  }
}
