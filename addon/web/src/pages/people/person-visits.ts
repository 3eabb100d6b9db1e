import { mdiAccountCancel, mdiPlay } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { App } from "../../app/app";
import type { Person, Visit } from "../../api/generated";
import { t } from "../../i18n";
import { duration, instant } from "../../i18n/format";
import { PagedStore } from "../../state/pages";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { tellEdits } from "../../state/undo";
import { icon } from "../../ui/icon";
import type { Moment } from "../../ui/moment-player";
import "../../ui/moment-player";
import { whenRead } from "../../ui/remote";
import { buttons, shared } from "../../ui/styles";
import { visitUrl } from "./visit-picture";

const PAGE = 24;
/** Playing begins a little before the face was seen. */
const BEFORE_MS = 2000;

/** When a person was seen, the newest first: play it from there, or say that it was somebody else. Fires `changed`. */
@customElement("wf-person-visits")
export class PersonVisits extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr));
        gap: 0.5rem;
        margin: 0.75rem 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 3.5rem minmax(0, 1fr) auto auto;
        align-items: center;
        gap: 0.6rem;
        padding: 0.4rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      img,
      .none {
        width: 3.5rem;
        height: 3.5rem;
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-text) 10%, var(--wf-card));
        object-fit: cover;
      }
      .about {
        display: block;
        color: var(--wf-muted);
        font-size: 0.85rem;
      }
      wf-moment-player {
        max-width: 40rem;
        margin: 0.75rem 0;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) person!: Person;
  @state() private moment: Moment | null = null;
  @state() private expired: ReadonlySet<number> = new Set();
  private readonly visits = new PagedStore<"visits", Visit>("visits", (cursor, signal) => {
    const query = { person: this.person.id, limit: PAGE, cursor };
    return this.app.api.call("GET /api/visits", signal === undefined ? { query } : { query, signal });
  });

  constructor() {
    super();
    new Watch(this, () => [this.visits, this.app.cameras, this.app.me]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.visits.load();
  }

  protected override render(): TemplateResult {
    return html`<h2>${t("person.visits")}</h2>
      ${
        this.moment === null
          ? nothing
          : html`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${() => (this.moment = null)}>
            </wf-moment-player>`
      }
      ${whenRead(this.visits.get(), this.visits.load, ({ visits, cursor }) =>
        visits.length === 0
          ? html`<p>${t("person.no_visits")}</p>`
          : html`<ul>
                ${repeat(
                  visits,
                  ({ id }) => id,
                  (visit) => html`<li>${this.renderVisit(visit)}</li>`,
                )}
              </ul>
              ${cursor === null ? nothing : html`<button @click=${this.more}>${t("person.more_visits")}</button>`}`,
      )}`;
  }

  private renderVisit(visit: Visit): TemplateResult {
    const camera = this.app.cameras.find(visit.camera_id)?.name ?? t("search.gone");
    const when = instant(visit.start_ms);
    const play = t("person.play_visit", { when, camera });
    const reject = t("person.not_them", { name: this.person.name });
    return html`
      ${
        this.expired.has(visit.id)
          ? html`<span class="none"></span>`
          : html`<img
              alt=""
              loading="lazy"
              src=${visitUrl(this.app, visit.id)}
              @error=${() => (this.expired = new Set([...this.expired, visit.id]))}
            />`
      }
      <span>
        ${when}
        <span class="about">
          ${camera} ·
          ${visit.end_ms === null ? t("person.still_there") : duration(visit.end_ms - visit.start_ms)}${
            visit.decided ? ` · ${t("person.decided")}` : ""
          }
        </span>
      </span>
      <button class="plain round" aria-label=${play} title=${play} @click=${() => this.play(visit)}>
        ${icon(mdiPlay)}
      </button>
      ${
        may(this.app.me.get(), "edit")
          ? html`<button
              class="plain round"
              aria-label=${`${reject}: ${when}`}
              title=${reject}
              @click=${() => void this.reject(visit)}
            >
              ${icon(mdiAccountCancel)}
            </button>`
          : html`<span></span>`
      }
    `;
  }

  private readonly more = async (): Promise<void> => {
    await this.app.toasts.attempt(() => this.visits.more());
  };

  private play({ camera_id, start_ms }: Visit): void {
    this.moment = { camera_id, at_ms: start_ms - BEFORE_MS };
  }

  private readonly changed = (): void => {
    void this.visits.load();
    this.dispatchEvent(new CustomEvent("changed"));
  };

  private async reject({ id }: Visit): Promise<void> {
    const { api, toasts } = this.app;
    await toasts.attempt(async () => {
      const body = { action: "reject" as const, visit_ids: [id], person_id: this.person.id };
      const { labels } = await api.call("POST /api/visits/label", { body });
      const edits = labels.map(({ edit_id }) => edit_id);
      tellEdits(this.app, t("review.rejected", { name: this.person.name }), edits, this.changed);
      this.changed();
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-person-visits": PersonVisits;
  }
}
