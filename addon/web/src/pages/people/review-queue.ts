import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { LabelOutput, Visit } from "../../api/generated";
import { t } from "../../i18n";
import { errorText } from "../../i18n/errors";
import { may } from "../../state/rights";
import { Watch, type Unsubscribe } from "../../state/store";
import { tellEdits } from "../../state/undo";
import { personNamed } from "../../state/people";
import { isTaken } from "../../ui/keys";
import { whenRead } from "../../ui/remote";
import { shared } from "../../ui/styles";
import { decideAll, type Outcome } from "./deciding";
import "./review-card";
import type { Progress, ReviewCard } from "./review-card";
import "./review-list";
import { ReviewStore } from "./review-store";
import {
  among,
  decided,
  decisionOf,
  following,
  isOpen,
  NOTHING,
  restored,
  stepsOf,
  type Chosen,
  type Decision,
} from "./reviewing";

/** Of so many visits something is said at once; then it is told how far it has come. */
const AT_ONCE = 50;

/**
 * Visits that recognition is not sure of: a key says who it is, of one or of all that are chosen. Others may say so,
 * too, meanwhile; what is being looked at stays until somebody goes on.
 */
@customElement("wf-review-queue")
export class ReviewQueue extends LitElement {
  static override styles = [
    shared,
    css`
      .none {
        margin: 0.5rem 0 0;
        color: var(--wf-muted);
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  /** Whether there was nothing to do at first: then it has its place below what there is. */
  @property({ type: Boolean, reflect: true }) below = false;
  @state() private shown: number | null = null;
  @state() private chosen: Chosen = NOTHING;
  @state() private progress: Progress | null = null;
  /** What was looked at as it was, and as somebody else settled it. */
  @state() private settled: { was: Visit; is: Visit } | null = null;
  @query("wf-review-card") private readonly card!: ReviewCard | null;
  private queue!: ReviewStore;
  /** Of which visits something is being said just now; of others more can be said meanwhile. */
  @state() private deciding: ReadonlySet<number> = new Set();
  private isPlaced = false;
  private leave: Unsubscribe[] = [];

  constructor() {
    super();
    new Watch(this, () => [this.queue, this.app.people, this.app.me]);
  }

  override connectedCallback(): void {
    this.queue = new ReviewStore(this.app.api);
    super.connectedCallback();
    this.leave = [
      this.app.events.on("resync", () => void this.queue.load()),
      this.app.events.on("visit", ({ visit }) => this.hear(visit)),
    ];
    void this.queue.load();
    addEventListener("keydown", this.pressed);
  }

  override disconnectedCallback(): void {
    for (const leave of this.leave.splice(0)) leave();
    removeEventListener("keydown", this.pressed);
    super.disconnectedCallback();
  }

  protected override willUpdate(): void {
    const visits = this.queue.get().value;
    if (visits === null) return;
    if (!this.isPlaced) {
      this.below = visits.length === 0;
      this.isPlaced = true;
    }
    this.chosen = among(this.chosen, visits);
    if (this.settled === null && !visits.some(({ id }) => id === this.shown)) this.shown = visits[0]?.id ?? null;
  }

  protected override render(): TemplateResult {
    return html`<h2>${t("review.heading")}</h2>
      ${whenRead(this.queue.get(), this.queue.load, (visits) => {
        const looked = this.looked();
        if (looked.length === 0) return html`<p class="none" role="status">${t("review.none")}</p>`;
        const several = this.chosen.ids.size > 0;
        return html`<wf-review-card
            .app=${this.app}
            .visits=${looked}
            .left=${visits.length}
            .settled=${this.settled?.is ?? null}
            .progress=${several ? this.progress : null}
            ?several=${several}
            ?busy=${this.isBusy(looked)}
            @decide=${(event: CustomEvent<Decision>) => void this.decide(event.detail)}
            @name=${(event: CustomEvent<string>) => void this.name(event.detail)}
            @later=${this.goOn}
            @clear=${this.clear}
          ></wf-review-card>
          ${
            visits.length > 1 || several
              ? html`<wf-review-list
                  .app=${this.app}
                  .visits=${visits}
                  .chosen=${this.chosen}
                  .shown=${this.shown}
                  @choose=${(event: CustomEvent<Chosen>) => (this.chosen = event.detail)}
                  @show=${(event: CustomEvent<number>) => this.show(event.detail)}
                ></wf-review-list>`
              : nothing
          }`;
      })}`;
  }

  /** What something is said of: all that are chosen, else the one that is shown. */
  private looked(): readonly Visit[] {
    const visits = this.queue.get().value ?? [];
    if (this.chosen.ids.size > 0) return visits.filter(({ id }) => this.chosen.ids.has(id));
    return this.settled === null ? visits.filter(({ id }) => id === this.shown) : [this.settled.was];
  }

  private isBusy(visits: readonly Visit[]): boolean {
    return visits.some(({ id }) => this.deciding.has(id));
  }

  private show(id: number): void {
    this.settled = null;
    this.shown = id;
  }

  private readonly clear = (): void => {
    this.chosen = NOTHING;
  };

  /** Go on with the next visit; one that was not settled comes back at the end. */
  private readonly goOn = (): void => {
    const visits = this.queue.get().value ?? [];
    const visit = this.settled === null ? visits.find(({ id }) => id === this.shown) : undefined;
    if (visit === undefined) {
      this.settled = null;
    } else {
      const ids = new Set([visit.id]);
      this.shown = following(visits, ids, visit.id) ?? visit.id;
      this.queue.put((all) => [...decided(all, ids), visit]);
    }
  };

  /** A visit came, or became somebody's, whoever said so. */
  private hear(visit: Visit): void {
    if (this.deciding.has(visit.id)) return;
    if (!isOpen(visit)) this.keepInSight(visit);
    else if (this.settled?.is.id === visit.id) this.takeBack([visit]);
    this.queue.hear(visit);
    this.queue.refill();
  }

  /** What is looked at stays, though somebody else settled it. */
  private keepInSight(visit: Visit): void {
    const visits = this.queue.get().value ?? [];
    const was = visits.find(({ id }) => id === visit.id);
    if (was === undefined || this.chosen.ids.size > 0 || visit.id !== this.shown) return;
    this.shown = following(visits, new Set([visit.id]), visit.id);
    this.settled ??= { was, is: visit };
  }

  private takeBack(visits: readonly Visit[]): void {
    this.settled = null;
    this.shown = visits[0]?.id ?? this.shown;
    this.queue.put((all) => restored(all, visits));
  }

  private async decide(decision: Decision, visits = this.looked()): Promise<void> {
    const steps = stepsOf(decision, visits, AT_ONCE);
    const all = steps.reduce((sum, step) => sum + step.visits.length, 0);
    await this.say(
      visits,
      all,
      (done) => this.told(decision, visits, done),
      () =>
        decideAll(this.app.api, steps, (done) => {
          if (all > 1) this.progress = { done, all };
        }),
    );
  }

  /** Say that they are somebody with this name, who may be new. */
  private async name(name: string): Promise<void> {
    // Before anything is waited for: somebody may go on meanwhile.
    const visits = this.looked();
    const known = await personNamed(this.app.people, name);
    if (known !== undefined) return this.decide({ action: "assign", person_id: known.id }, visits);
    const body = { name, visit_ids: visits.map(({ id }) => id) };
    await this.say(
      visits,
      visits.length,
      (count) => t("review.assigned", { count, name }),
      async () => {
        const { labels } = await this.app.api.call("POST /api/faces/groups/name", { body });
        return { labels, error: null };
      },
    );
  }

  /** Do it, take what was said out of the queue, and offer to take all of it back at once. */
  private async say(
    visits: readonly Visit[],
    all: number,
    told: (count: number) => string,
    work: () => Promise<Outcome>,
  ): Promise<void> {
    if (all === 0 || this.isBusy(visits) || (this.settled !== null && this.chosen.ids.size === 0)) return;
    const asked = new Set(visits.map(({ id }) => id));
    this.deciding = new Set([...this.deciding, ...asked]);
    if (all > 1) this.progress = { done: 0, all };
    const { labels, error } = await work().catch((failure: unknown): Outcome => ({ labels: [], error: failure }));
    const ids = new Set(labels.flatMap(({ visit_id }) => visit_id ?? []));
    this.deciding = new Set([...this.deciding].filter((id) => !asked.has(id)));
    if (all > 1) this.progress = null;
    this.shown = following(this.queue.get().value ?? [], ids, this.shown);
    this.queue.put((queue) => decided(queue, ids));
    if (labels.length === 0) this.app.toasts.failed(error);
    else
      this.tell(
        labels,
        visits.filter(({ id }) => ids.has(id)),
        all,
        told(labels.length),
        error,
      );
    if (error !== null) void this.queue.load();
    this.queue.refill();
  }

  private tell(
    labels: readonly LabelOutput[],
    visits: readonly Visit[],
    all: number,
    text: string,
    error: unknown,
  ): void {
    const reason = labels.length === 1 ? (labels[0]?.reason ?? null) : null;
    const parts = [
      text,
      reason === null ? "" : t("review.label_only", { reason }),
      error === null ? "" : t("review.partly", { count: all - labels.length, why: errorText(error) }),
    ];
    const edits = labels.map(({ edit_id }) => edit_id);
    tellEdits(this.app, parts.filter(Boolean).join(" "), edits, () => this.takeBack(visits));
  }

  private told(decision: Decision, visits: readonly Visit[], count: number): string {
    const { action, person_id } = decision;
    const name = this.app.people.find(person_id ?? "")?.name ?? visits[0]?.name ?? "";
    if (visits.length === 1) return this.toldOne(action, name);
    if (action === "unassign") return t("review.unassigned_all", { count });
    if (action === "reject") return t("review.rejected_all", { count });
    return action === "confirm" ? t("review.confirmed_all", { count }) : t("review.assigned", { count, name });
  }

  private toldOne(action: Decision["action"], name: string): string {
    if (action === "unassign") return t("review.unassigned");
    return action === "reject" ? t("review.rejected", { name }) : t("review.confirmed", { name });
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (!isPlain(event)) return;
    if (event.key === "Escape") this.clear();
    if (!may(this.app.me.get(), "edit")) return;
    const decision = decisionOf(event.key, this.looked(), this.card?.candidates() ?? []);
    if (decision !== null) void this.decide(decision);
  };
}

/** Whether a key is meant for the page: it is no shortcut of the browser, not held, and nothing else wants it. */
function isPlain(event: KeyboardEvent): boolean {
  return !(isTaken(event) || event.ctrlKey || event.metaKey || event.altKey || event.repeat);
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-review-queue": ReviewQueue;
  }
}
