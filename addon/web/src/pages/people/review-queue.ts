import { mdiCheckAll, mdiClose, mdiCheck } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Person, Visit } from "../../api/generated";
import { t } from "../../i18n";
import { instant, percent } from "../../i18n/format";
import { RemoteStore } from "../../state/remote";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { tellEdits } from "../../state/undo";
import { icon } from "../../ui/icon";
import "../../ui/notice";
import { whenRead } from "../../ui/remote";
import { buttons, shared } from "../../ui/styles";
import { candidates, decided, decisionOf, restored, type Decision } from "./reviewing";

const PAGE = 200;

class Queue extends RemoteStore<readonly Visit[]> {
  set visits(how: (visits: readonly Visit[]) => readonly Visit[]) {
    this.change(how);
  }
}

/** Visits that recognition is not sure of, one after the other: a key says who it is. */
@customElement("wf-review-queue")
export class ReviewQueue extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      .card {
        display: grid;
        grid-template-columns: 14rem 1fr;
        gap: 1.25rem;
        margin-top: 0.75rem;
        padding: 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      img {
        width: 100%;
        aspect-ratio: 1;
        object-fit: cover;
        border-radius: 8px;
        background: color-mix(in srgb, var(--wf-text) 10%, var(--wf-card));
      }
      h3 {
        margin: 0;
      }
      .about {
        margin: 0.25rem 0 0.75rem;
        color: var(--wf-muted);
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin-bottom: 0.75rem;
      }
      kbd {
        padding: 0 0.35rem;
        border: 1px solid currentColor;
        border-radius: 5px;
        font: 600 0.8rem var(--wf-font);
        opacity: 0.8;
      }
      @media (max-width: 759px) {
        .card {
          grid-template-columns: 1fr;
        }
        img {
          max-width: 12rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @state() private isBusy = false;
  private queue!: Queue;

  constructor() {
    super();
    new Watch(this, () => [this.queue, this.app.people, this.app.cameras, this.app.me]);
  }

  override connectedCallback(): void {
    this.queue = new Queue(async (signal) => {
      const query = { verdict: "unsure", limit: PAGE } as const;
      return (await this.app.api.call("GET /api/visits", { query, signal })).visits.filter((visit) => !visit.decided);
    });
    super.connectedCallback();
    void this.queue.load();
    addEventListener("keydown", this.pressed);
  }

  override disconnectedCallback(): void {
    removeEventListener("keydown", this.pressed);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`<h2>${t("review.heading")}</h2>
      ${whenRead(this.queue.get(), this.queue.load, (visits) => {
        const [visit] = visits;
        return visit === undefined
          ? html`<wf-notice .icon=${mdiCheckAll} heading=${t("review.none")} text=${t("review.none_text")}></wf-notice>`
          : this.renderVisit(visit, visits.length);
      })}`;
  }

  private renderVisit(visit: Visit, left: number): TemplateResult {
    const name = visit.name ?? t("review.somebody");
    const camera = this.app.cameras.find(visit.camera_id)?.name ?? "";
    const mayEdit = may(this.app.me.get(), "edit");
    return html`<div class="card">
      <img alt=${t("review.picture", { camera })} src=${visitUrl(this.app, visit.id)} />
      <div>
        <div role="status">
          <h3>${visit.person_id === null ? t("review.who") : t("review.is_it", { name })}</h3>
          <p class="about">
            ${camera} · ${instant(visit.start_ms)} · ${t("review.alike", { share: percent(visit.score) })} ·
            ${t("review.left", { count: left })}
          </p>
        </div>
        ${mayEdit ? this.renderChoices(visit) : html`<p>${t("errors.forbidden")}</p>`}
      </div>
    </div>`;
  }

  private renderChoices(visit: Visit): TemplateResult {
    const choose = (key: string) => (): void => void this.decide(visit, decisionOf(key, visit, this.chosen(visit)));
    return html`
      <div class="choices">
        ${
          visit.person_id === null
            ? nothing
            : html`<button class="primary" ?disabled=${this.isBusy} @click=${choose("y")}>
                ${icon(mdiCheck)}${t("review.yes")}<kbd>Y</kbd>
              </button>`
        }
        <button ?disabled=${this.isBusy} @click=${choose("x")}>${icon(mdiClose)}${t("review.no")}<kbd>X</kbd></button>
        <button class="plain" @click=${() => this.skip(visit)}>${t("review.skip")}</button>
      </div>
      <div class="choices" role="group" aria-label=${t("review.others")}>
        ${this.chosen(visit).map(
          (person, index) =>
            html`<button ?disabled=${this.isBusy} @click=${choose(String(index + 1))}>
              <bdi>${person.name}</bdi><kbd>${index + 1}</kbd>
            </button>`,
        )}
      </div>
    `;
  }

  private chosen(visit: Visit): Person[] {
    return candidates(this.app.people.get().value ?? [], visit);
  }

  private skip(visit: Visit): void {
    this.queue.visits = (visits) => [...decided(visits, visit.id), visit];
  }

  private async decide(visit: Visit, decision: Decision | null): Promise<void> {
    if (decision === null || this.isBusy) return;
    this.isBusy = true;
    const { action, person_id } = decision;
    const isDone = await this.app.toasts.attempt(async () => {
      const body = { action, visit_ids: [visit.id], ...(person_id === null ? {} : { person_id }) };
      const { labels } = await this.app.api.call("POST /api/visits/label", { body });
      const reason = labels.find((label) => label.reason !== null)?.reason;
      const text =
        this.told(visit, decision) +
        (reason === undefined ? "" : ` ${t("review.label_only", { reason: reason ?? "" })}`);
      const edits = labels.map(({ edit_id }) => edit_id);
      tellEdits(this.app, text, edits, () => (this.queue.visits = (visits) => restored(visits, visit)));
    });
    if (isDone) this.queue.visits = (visits) => decided(visits, visit.id);
    this.isBusy = false;
  }

  private told(visit: Visit, { action, person_id }: Decision): string {
    if (action === "reject") return t("review.rejected", { name: visit.name ?? "" });
    if (action === "unassign") return t("review.unassigned");
    const id = person_id ?? visit.person_id;
    return t("review.confirmed", { name: (id === null ? null : this.app.people.find(id)?.name) ?? visit.name ?? "" });
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    const isTyping = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    const visit = this.queue.get().value?.[0];
    if (visit === undefined || isTyping || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (!may(this.app.me.get(), "edit")) return;
    void this.decide(visit, decisionOf(event.key, visit, this.chosen(visit)));
  };
}

/** The picture of a visit. */
export function visitUrl(app: App, visit_id: number): string {
  return app.api.url("GET /api/visits/{visit_id}/image.jpg", { params: { visit_id } });
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-review-queue": ReviewQueue;
  }
}
