import { mdiAccountQuestion, mdiCheck, mdiClose } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Person, Visit } from "../../api/generated";
import { t } from "../../i18n";
import { instant, percent } from "../../i18n/format";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { icon } from "../../ui/icon";
import { buttons, fields, shared } from "../../ui/styles";
import { candidates, takenFor, type Decision } from "./reviewing";
import { visitUrl } from "./visit-picture";

const SHOWN = 9;

/** How far saying something of several visits has come. */
export interface Progress {
  done: number;
  all: number;
}

/**
 * One visit, or all that are chosen, and what can be said of it. Fires `decide` with a decision, `name` with somebody's
 * name, `later` for another visit, and `clear` to choose none.
 */
@customElement("wf-review-card")
export class ReviewCard extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      .card {
        display: grid;
        grid-template-columns: 14rem minmax(0, 1fr);
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
      .several {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        align-content: start;
        gap: 0.35rem;
      }
      h3 {
        margin: 0;
        overflow-wrap: anywhere;
      }
      p {
        margin: 0.25rem 0 0.75rem;
        color: var(--wf-muted);
      }
      .choices,
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.5rem;
        margin-bottom: 0.75rem;
      }
      form {
        margin: 0;
      }
      label {
        flex: 1;
        min-width: 10rem;
        max-width: 20rem;
      }
      kbd {
        padding: 0 0.35rem;
        border: 1px solid currentColor;
        border-radius: 5px;
        font: 600 0.8rem var(--wf-font);
        opacity: 0.8;
      }
      progress {
        width: min(20rem, 100%);
        accent-color: var(--wf-accent);
      }
      @media (hover: none) and (pointer: coarse) {
        kbd {
          display: none;
        }
      }
      @media (max-width: 759px) {
        .card {
          grid-template-columns: minmax(0, 1fr);
        }
        .card > img,
        .several {
          max-width: 12rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  /** What is looked at: one visit, or all that are chosen. */
  @property({ attribute: false }) visits: readonly Visit[] = [];
  @property({ type: Boolean }) several = false;
  @property({ type: Number }) left = 0;
  /** The visit was settled by somebody else while it was looked at, and is this now. */
  @property({ attribute: false }) settled: Visit | null = null;
  @property({ attribute: false }) progress: Progress | null = null;
  /** Something is being said of it. */
  @property({ type: Boolean }) busy = false;
  private ranked: { shown: string; ids: string[] } = { shown: "", ids: [] };

  constructor() {
    super();
    new Watch(this, () => [this.app.people, this.app.cameras, this.app.me]);
  }

  protected override render(): TemplateResult | typeof nothing {
    const [visit] = this.visits;
    if (visit === undefined) return nothing;
    return html`<div class="card">
      ${this.several ? this.renderPictures() : this.renderPicture(visit)}
      <div>
        <div role="status">${this.several ? this.renderSeveral() : this.renderVisit(visit)}</div>
        ${this.renderChoices()}
      </div>
    </div>`;
  }

  private renderPicture({ id, camera_id }: Visit): TemplateResult {
    const camera = this.app.cameras.find(camera_id)?.name ?? t("search.gone");
    return html`<img alt=${t("review.picture", { camera })} src=${visitUrl(this.app, id)} />`;
  }

  private renderPictures(): TemplateResult {
    return html`<div class="several">
      ${this.visits.slice(0, SHOWN).map(({ id }) => html`<img alt="" src=${visitUrl(this.app, id)} />`)}
    </div>`;
  }

  private renderVisit(visit: Visit): TemplateResult {
    const camera = this.app.cameras.find(visit.camera_id)?.name ?? t("search.gone");
    const about = html`<p class="about">
      <bdi>${camera}</bdi> · ${instant(visit.start_ms)} · ${t("review.alike", { share: percent(visit.score) })} ·
      ${t("review.left", { count: this.left })}
    </p>`;
    if (this.settled !== null) {
      const name = this.settled.name ?? t("review.nobody");
      return html`<h3>${t("review.settled", { name })}</h3>
        ${about}`;
    }
    const name = visit.name ?? t("review.somebody");
    return html`<h3>${visit.person_id === null ? t("review.who") : t("review.is_it", { name })}</h3>
      ${about}`;
  }

  private renderSeveral(): TemplateResult {
    const nobodys = this.visits.filter(({ person_id }) => person_id === null).length;
    const without = nobodys === this.visits.length ? 0 : nobodys;
    return html`<h3>${t("review.chosen", { count: this.visits.length })}</h3>
      <p class="about">
        ${
          this.progress === null
            ? `${t("review.left", { count: this.left })}${without === 0 ? "" : ` · ${t("review.without", { count: without })}`}`
            : html`${t("review.progress", { done: this.progress.done, all: this.progress.all })}<br />
                <progress
                  max=${this.progress.all}
                  .value=${this.progress.done}
                  aria-label=${t("review.progress_label")}
                ></progress>`
        }
      </p>`;
  }

  private renderChoices(): TemplateResult {
    if (!may(this.app.me.get(), "edit")) return html`<p>${t("errors.forbidden")}</p>`;
    if (this.settled !== null && !this.several) {
      return html`<button class="primary" @click=${() => this.tell("later")}>${t("review.next")}</button>`;
    }
    const isBusy = this.busy;
    const say = (action: Decision["action"]) => (): void => this.tell("decide", { action, person_id: null });
    const isNamed = this.visits.some(({ person_id }) => person_id !== null);
    return html`
      <div class="choices">
        ${
          isNamed
            ? html`<button class="primary" ?disabled=${isBusy} @click=${say("confirm")}>
                  ${icon(mdiCheck)}${t(this.several ? "review.as_suggested" : "review.yes")}<kbd>Y</kbd>
                </button>
                <button ?disabled=${isBusy} @click=${say("reject")}>
                  ${icon(mdiClose)}${t("review.no")}<kbd>X</kbd>
                </button>`
            : nothing
        }
        <button ?disabled=${isBusy} @click=${say("unassign")}>
          ${icon(mdiAccountQuestion)}${t("review.nobody")}<kbd>N</kbd>
        </button>
        ${
          this.several
            ? html`<button class="plain" ?disabled=${isBusy} @click=${() => this.tell("clear")}>
                ${t("review.clear")}<kbd>Esc</kbd>
              </button>`
            : html`<button class="plain" @click=${() => this.tell("later")}>${t("review.skip")}</button>`
        }
      </div>
      ${this.renderPeople(isBusy)}
    `;
  }

  private renderPeople(isBusy: boolean): TemplateResult {
    const people = this.app.people.get().value ?? [];
    const assign = (person_id: string) => (): void => this.tell("decide", { action: "assign", person_id });
    return html`<div class="choices" role="group" aria-label=${t("review.others")}>
        ${this.candidates().map(
          ({ id, name }, index) =>
            html`<button ?disabled=${isBusy} @click=${assign(id)}><bdi>${name}</bdi><kbd>${index + 1}</kbd></button>`,
        )}
      </div>
      <form @submit=${this.named}>
        <label>
          ${t("review.by_name")}
          <input name="who" list="known" required maxlength="100" autocomplete="off" dir="auto" />
        </label>
        <datalist id="known">${people.map(({ name }) => html`<option value=${name}></option>`)}</datalist>
        <button ?disabled=${isBusy}>${t("review.say")}</button>
      </form>`;
  }

  /** Who has a key of their own, 1 first: the order stays while the same visits are shown, whoever is seen meanwhile. */
  candidates(): Person[] {
    const people = this.app.people.get().value ?? [];
    const shown = [...this.visits.map(({ id }) => String(id)), ...people.map(({ id }) => id).toSorted()].join(" ");
    if (shown !== this.ranked.shown) {
      this.ranked = { shown, ids: candidates(people, takenFor(this.visits)).map(({ id }) => id) };
    }
    return this.ranked.ids.flatMap((id) => people.find((person) => person.id === id) ?? []);
  }

  private readonly named = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const name = (form.elements.namedItem("who") as HTMLInputElement).value.trim();
    if (name === "") return;
    form.reset();
    this.tell("name", name);
  };

  private tell(kind: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-review-card": ReviewCard;
  }
}
