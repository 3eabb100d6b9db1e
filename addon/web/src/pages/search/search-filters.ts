import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Camera, Person } from "../../api/generated";
import { t } from "../../i18n";
import { percent } from "../../i18n/format";
import { option } from "../../ui/option";
import { fields, shared } from "../../ui/styles";
import { CONFIDENCES, RANGES, type Query } from "./query";

type Choice = readonly [value: string, text: string];

/** What narrows a search beside its words. Fires `changed` with the part of the query that is another now. */
@customElement("wf-search-filters")
export class SearchFilters extends LitElement {
  static override styles = [
    shared,
    fields,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(9.5rem, 100%), 1fr));
        gap: 0.75rem;
      }
      label {
        font-size: 0.85rem;
      }
      select {
        width: 100%;
        font-size: 1rem;
      }
      @media (max-width: 759px) {
        :host {
          grid-template-columns: 1fr 1fr;
        }
        label:last-child:nth-child(odd) {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  @property({ attribute: false }) value!: Query;
  @property({ attribute: false }) cameras: readonly Camera[] = [];
  @property({ attribute: false }) people: readonly Person[] = [];

  protected override render(): TemplateResult {
    const { camera, person, range, confidence, order } = this.value;
    return html`
      ${this.renderChoice("camera", camera, [["", t("search.all_cameras")], ...this.cameras.map(named)])}
      ${this.renderChoice("person", person, [["", t("search.everybody")], ...this.people.map(named)])}
      ${this.renderChoice(
        "range",
        range,
        RANGES.map((each) => [each, t(`search.ranges.${each === "" ? "all" : each}`)]),
      )}
      ${this.renderChoice(
        "confidence",
        String(confidence),
        CONFIDENCES.map((each) => [
          String(each),
          each === 0 ? t("search.any") : t("search.least", { share: percent(each) }),
        ]),
      )}
      ${this.renderChoice("order", order, [
        ["newest", t("search.orders.newest")],
        ["best", t("search.orders.best")],
      ])}
    `;
  }

  private renderChoice(field: Exclude<keyof Query, "text">, value: string, choices: readonly Choice[]): TemplateResult {
    const changed = (event: Event): void => this.tell(field, (event.target as HTMLSelectElement).value);
    // What the address names and nobody knows any more still filters, so it is shown.
    const isKnown = choices.some(([each]) => each === value);
    const all: readonly Choice[] = isKnown ? choices : [...choices, [value, t("search.gone")]];
    return html`<label>
      ${t(`search.filter.${field}`)}
      <select @change=${changed}>
        ${all.map(([each, text]) => option(each, text, each === value))}
      </select>
    </label>`;
  }

  private tell(field: keyof Query, value: string): void {
    const detail = { [field]: field === "confidence" ? Number(value) : value };
    this.dispatchEvent(new CustomEvent("changed", { detail }));
  }
}

function named({ id, name }: { id: string; name: string }): Choice {
  return [id, name];
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-search-filters": SearchFilters;
  }
}
