import { mdiCheckCircle, mdiCheckboxBlankCircleOutline } from "@mdi/js";
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { App } from "../../app/app";
import type { Visit } from "../../api/generated";
import { t } from "../../i18n";
import { instant } from "../../i18n/format";
import { Watch } from "../../state/store";
import { icon } from "../../ui/icon";
import { buttons, shared } from "../../ui/styles";
import { tiles } from "./people-styles";
import { extended, NOTHING, toggled, type Chosen } from "./reviewing";
import { visitUrl } from "./visit-picture";

/**
 * All visits that wait, of which several can be chosen: by Ctrl or Shift and a click, by their mark, or by Space and x
 * (with Shift: all up to here). Fires `choose` with what is chosen then, and `show` with the id of one to look at.
 */
@customElement("wf-review-list")
export class ReviewList extends LitElement {
  static override styles = [
    shared,
    buttons,
    tiles,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 1rem;
        margin-top: 1.25rem;
      }
      h3 {
        margin: 0;
        font-size: 1rem;
      }
      header p {
        flex: 1;
        min-width: 12rem;
        margin: 0;
        color: var(--wf-muted);
        font-size: 0.85rem;
      }
      ul {
        --tile: 7rem;
        max-height: 32rem;
        overflow: auto;
        padding: 3px;
      }
      li {
        cursor: pointer;
        touch-action: manipulation;
        user-select: none;
      }
      li.shown img {
        outline: 3px solid var(--wf-accent);
        outline-offset: -3px;
      }
      .tick {
        color: var(--wf-text);
      }
      li.chosen .tick {
        color: var(--wf-accent);
      }
      .name {
        display: block;
        overflow: hidden;
        padding: 0.25rem 0.5rem 0.35rem;
        font-size: 0.85rem;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      @media (hover: none) and (pointer: coarse) {
        header p {
          visibility: hidden;
        }
      }
      @media (max-width: 759px) {
        ul {
          --tile: 5.5rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) visits: readonly Visit[] = [];
  @property({ attribute: false }) chosen: Chosen = NOTHING;
  @property({ attribute: false }) shown: number | null = null;
  private hadFocus = false;

  constructor() {
    super();
    new Watch(this, () => [this.app.cameras]);
  }

  protected override willUpdate(): void {
    this.hadFocus = this.focused() !== null;
  }

  /** Who was looked at by keyboard is gone when it was decided: the focus goes on with what is shown then. */
  protected override updated(): void {
    if (this.hadFocus && this.focused() === null) this.focusOn(this.shown);
  }

  protected override render(): TemplateResult {
    const isAll = this.chosen.ids.size === this.visits.length;
    const ids = new Set(isAll ? [] : this.visits.map(({ id }) => id));
    return html`<header>
        <h3 id="heading">${t("review.all")}</h3>
        <p>${t("review.how")}</p>
        <button class="plain" @click=${() => this.choose({ ids, anchor: null })}>
          ${t(isAll ? "person.choose_none" : "person.choose_all")}
        </button>
      </header>
      <ul
        class="tiles"
        role="listbox"
        aria-labelledby="heading"
        aria-multiselectable="true"
        @click=${this.clicked}
        @keydown=${this.pressed}
      >
        ${repeat(
          this.visits,
          ({ id }) => id,
          (visit, index) => this.renderVisit(visit, this.shown === null ? index === 0 : visit.id === this.shown),
        )}
      </ul>`;
  }

  private renderVisit({ id, camera_id, start_ms, name }: Visit, isReached: boolean): TemplateResult {
    const isChosen = this.chosen.ids.has(id);
    const camera = this.app.cameras.find(camera_id)?.name ?? t("search.gone");
    const who = name === null ? t("review.somebody") : t("review.maybe", { name });
    return html`<li
      role="option"
      data-id=${id}
      class=${`${isChosen ? "chosen" : ""} ${id === this.shown ? "shown" : ""}`}
      tabindex=${isReached ? 0 : -1}
      aria-selected=${isChosen}
      aria-label=${`${who}, ${camera}, ${instant(start_ms)}`}
    >
      <img alt="" loading="lazy" src=${visitUrl(this.app, id)} />
      <span class="tick">${icon(isChosen ? mdiCheckCircle : mdiCheckboxBlankCircleOutline)}</span>
      <span class="name" aria-hidden="true"><bdi>${who}</bdi></span>
    </li>`;
  }

  private readonly clicked = (event: MouseEvent): void => {
    const target = event.target as Element;
    const id = idOf(target);
    if (id === null) return;
    this.focusOn(id);
    if (event.shiftKey) this.choose(extended(this.chosen, id, this.visits));
    else if (event.ctrlKey || event.metaKey || target.closest(".tick")) this.choose(toggled(this.chosen, id));
    else this.show(id);
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    const id = idOf(event.target as Element);
    if (id === null || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== "a") return;
      this.choose({ ids: new Set(this.visits.map((visit) => visit.id)), anchor: id });
    } else if (event.key === " " || event.key.toLowerCase() === "x") {
      this.choose(event.shiftKey ? extended(this.chosen, id, this.visits) : toggled(this.chosen, id));
    } else if (!this.move(event, id)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  /** Go to another visit by an arrow key, taking it in with Shift; tell whether it was one. */
  private move({ key, shiftKey }: KeyboardEvent, id: number): boolean {
    const from = this.visits.findIndex((visit) => visit.id === id);
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -this.columns(),
      ArrowDown: this.columns(),
      Home: -from,
      End: this.visits.length - 1 - from,
    };
    const step = steps[key];
    if (step === undefined) return false;
    const to = this.visits[Math.max(0, Math.min(from + step, this.visits.length - 1))];
    if (to === undefined) return true;
    if (shiftKey) this.choose(extended(extended(this.chosen, id, this.visits), to.id, this.visits));
    this.show(to.id);
    this.focusOn(to.id);
    return true;
  }

  private columns(): number {
    const [first, ...others] = this.renderRoot.querySelectorAll("li");
    const index = others.findIndex((each) => each.offsetTop > (first?.offsetTop ?? 0));
    return index < 0 ? others.length + 1 : index + 1;
  }

  private focused(): Element | null {
    return (this.renderRoot as ShadowRoot).activeElement?.closest("li") ?? null;
  }

  private focusOn(id: number | null): void {
    this.renderRoot.querySelector<HTMLElement>(`li[data-id="${id}"]`)?.focus();
  }

  private choose(detail: Chosen): void {
    this.dispatchEvent(new CustomEvent("choose", { detail }));
  }

  private show(detail: number): void {
    this.dispatchEvent(new CustomEvent("show", { detail }));
  }
}

function idOf(element: Element): number | null {
  const item = element.closest<HTMLElement>("li");
  return item === null ? null : Number(item.dataset["id"]);
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-review-list": ReviewList;
  }
}
