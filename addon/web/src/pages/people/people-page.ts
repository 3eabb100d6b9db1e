import { mdiAccountOff } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import type { Person } from "../../api/generated";
import { t } from "../../i18n";
import { Watch } from "../../state/store";
import "../../ui/notice";
import { Page } from "../../ui/page";
import { whenRead } from "../../ui/remote";
import "./edit-journal";
import "./library-check";
import "./people-grid";
import "./person-view";
import "./photo-folder";
import "./review-queue";
import "./unknown-groups";

/** Parts of the page with an address of their own; any other is a person's id. */
const PARTS = ["", "review", "check", "folder", "changes"] as const;
type Part = (typeof PARTS)[number];

/** Everybody whom the house knows, whom it is not sure of, and whom it does not know yet. */
@customElement("wf-people-page")
export class PeoplePage extends Page {
  static override styles = [
    ...Page.styles,
    css`
      :host {
        display: block;
        max-width: 80rem;
        margin: 0 auto;
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
        margin: 0.75rem 0 1.25rem;
      }
      nav a {
        min-height: 2.25rem;
      }
      nav a[aria-current] {
        border-color: var(--wf-accent);
        background: color-mix(in srgb, var(--wf-accent) 16%, var(--wf-card));
      }
      .review {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 2rem;
      }
      wf-review-queue[below] {
        order: 1;
      }
    `,
  ];

  constructor() {
    super();
    new Watch(this, () => [this.app.people]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.app.people.want();
  }

  protected override render(): TemplateResult {
    const given = this.place.params["person"] ?? "";
    const part = PARTS.find((each) => each === given);
    if (part === undefined) return this.renderPerson(given);
    return html`
      <h1>${t("nav.people")}</h1>
      <nav aria-label=${t("people.parts_label")}>
        ${PARTS.map(
          (each) =>
            html`<a
              class="button"
              href=${each === "" ? "people" : `people/${each}`}
              aria-current=${each === part ? "page" : nothing}
              >${t(`people.parts.${each === "" ? "all" : each}`)}</a
            >`,
        )}
      </nav>
      ${this.renderPart(part)}
    `;
  }

  private renderPart(part: Part): TemplateResult {
    switch (part) {
      case "":
        return html`<wf-people-grid .app=${this.app}></wf-people-grid>`;
      case "review":
        return html`<div class="review">
          <wf-review-queue .app=${this.app}></wf-review-queue>
          <wf-unknown-groups .app=${this.app}></wf-unknown-groups>
        </div>`;
      case "check":
        return html`<wf-library-check .app=${this.app}></wf-library-check>`;
      case "folder":
        return html`<wf-photo-folder .app=${this.app}></wf-photo-folder>`;
      case "changes":
        return html`<wf-edit-journal .app=${this.app}></wf-edit-journal>`;
    }
  }

  private renderPerson(id: string): TemplateResult {
    const { value } = this.app.people.get();
    if (value === null) {
      return html`<h1>${t("nav.people")}</h1>
        ${whenRead(this.app.people.get(), this.app.people.load, () => html``)}`;
    }
    const person: Person | undefined = value.find((each) => each.id === id);
    if (person === undefined) {
      return html`<h1 class="hidden-text">${t("person.gone")}</h1>
        <wf-notice .icon=${mdiAccountOff} heading=${t("person.gone")} text=${t("person.gone_text")}>
          <a class="button primary" href="people">${t("people.all")}</a>
        </wf-notice>`;
    }
    return html`${keyed(id, html`<wf-person-view .app=${this.app} .person=${person}></wf-person-view>`)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-people-page": PeoplePage;
  }
}
