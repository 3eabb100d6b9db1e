import { mdiDelete, mdiEyeOff, mdiMapMarkerRadius, mdiMinus, mdiPlus } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { t } from "../../i18n";
import { icon } from "../../ui/icon";
import { forms, numberField, textField } from "../../ui/inputs";
import { buttons, shared } from "../../ui/styles";
import "./area-picture";
import {
  flawOf,
  MOST_AREAS,
  MOST_CORNERS,
  newArea,
  withCorner,
  withCornerAfter,
  withoutCorner,
  type Area,
} from "./areas";

/** Zones and masks on a still: drawn by hand, by keys, or in numbers. Fires `change`; `areas` is what came of it. */
@customElement("wf-area-editor")
export class AreaEditor extends LitElement {
  static override styles = [
    shared,
    buttons,
    ...forms,
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
      .chooser button {
        border-radius: 8px;
      }
      .flaw {
        margin: 0;
        color: var(--wf-bad);
      }
      table {
        border-spacing: 0.3rem;
        margin: 0 -0.3rem;
      }
      th {
        color: var(--wf-muted);
        font-size: 0.875rem;
        font-weight: 500;
        text-align: start;
      }
      td label {
        display: block;
        width: 4.75rem;
        font-size: 0;
      }
      td input {
        font-size: 1rem;
      }
    `,
  ];

  @property() source = "";
  @property() alternative = "";
  @property({ attribute: false }) areas: readonly Area[] = [];
  @state() private chosen: number | null = null;

  protected override render(): TemplateResult {
    const { areas, chosen } = this;
    const area = chosen === null ? undefined : areas[chosen];
    return html`
      <wf-area-picture
        .source=${this.source}
        .alternative=${this.alternative}
        .areas=${areas}
        .chosen=${chosen}
        @area-chosen=${(event: CustomEvent<number>) => (this.chosen = event.detail)}
        @area-changed=${(event: CustomEvent<Area>) => this.replace(event.detail)}
      ></wf-area-picture>
      <p class="hint">${t("areas.keys")}</p>
      <div class="row chooser" role="group" aria-label=${t("areas.choose")}>
        ${areas.map(
          (each, index) =>
            html`<button type="button" aria-pressed=${index === chosen} @click=${() => (this.chosen = index)}>
              ${icon(each.kind === "zone" ? mdiMapMarkerRadius : mdiEyeOff)}${labelOf(areas, index)}
            </button>`,
        )}
        ${this.renderAdder("zone")} ${this.renderAdder("mask")}
      </div>
      ${area === undefined || chosen === null ? nothing : this.renderChosen(area, chosen)}
    `;
  }

  private renderAdder(kind: Area["kind"]): TemplateResult {
    return html`<button type="button" ?disabled=${this.areas.length >= MOST_AREAS} @click=${() => this.add(kind)}>
      ${icon(mdiPlus)}${t(`areas.add_${kind}`)}
    </button>`;
  }

  private renderChosen(area: Area, index: number): TemplateResult {
    const flaw = flawOf(this.areas, index);
    return html`
      <div class="card">
        <div class="row">
          <h3>${labelOf(this.areas, index)}</h3>
          <button type="button" @click=${() => this.drop(index)}>${icon(mdiDelete)}${t("areas.remove")}</button>
        </div>
        ${
          area.kind === "mask"
            ? html`<p class="hint">${t("areas.mask_text")}</p>`
            : textField({
                label: t("areas.name"),
                hint: t("areas.name_text"),
                value: area.name,
                changed: (name) => this.replace({ ...area, name }),
              })
        }
        <p class="flaw" role="status">${flaw === null ? "" : t(`areas.flaw.${flaw}`)}</p>
        <details>
          <summary>${t("areas.numbers")}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">${t("areas.corner")}</th>
                <th scope="col">${t("areas.across")}</th>
                <th scope="col">${t("areas.down")}</th>
                <th scope="col"><span class="hidden-text">${t("areas.change")}</span></th>
              </tr>
            </thead>
            <tbody>
              ${area.points.map((_, corner) => this.renderCorner(area, corner))}
            </tbody>
          </table>
        </details>
      </div>
    `;
  }

  private renderCorner(area: Area, corner: number): TemplateResult {
    const number = corner + 1;
    return html`<tr>
      <th scope="row">${number}</th>
      <td>${this.renderPart(area, corner, "x")}</td>
      <td>${this.renderPart(area, corner, "y")}</td>
      <td>
        <button
          type="button"
          class="plain round"
          aria-label=${t("areas.add_corner", { number })}
          ?disabled=${area.points.length >= MOST_CORNERS}
          @click=${() => this.replace(withCornerAfter(area, corner))}
        >
          ${icon(mdiPlus)}
        </button>
        <button
          type="button"
          class="plain round"
          aria-label=${t("areas.remove_corner", { number })}
          ?disabled=${area.points.length <= 3}
          @click=${() => this.replace(withoutCorner(area, corner))}
        >
          ${icon(mdiMinus)}
        </button>
      </td>
    </tr>`;
  }

  private renderPart(area: Area, corner: number, axis: "x" | "y"): TemplateResult {
    const point = area.points[corner] ?? { x: 0, y: 0 };
    return numberField({
      label: `${t("areas.corner")} ${corner + 1}, ${t(axis === "x" ? "areas.across" : "areas.down")}`,
      value: Math.round(point[axis] * 10_000) / 100,
      min: 0,
      max: 100,
      step: "any",
      changed: (value) => {
        if (value !== null) this.replace(withCorner(area, corner, { ...point, [axis]: value / 100 }));
      },
    });
  }

  private add(kind: Area["kind"]): void {
    const area = newArea(kind, t("areas.new_zone", { number: this.areas.length + 1 }));
    this.chosen = this.areas.length;
    this.change([...this.areas, area]);
  }

  private drop(index: number): void {
    this.chosen = null;
    this.change(this.areas.filter((_, other) => other !== index));
  }

  private replace(area: Area): void {
    if (this.chosen !== null) this.change(this.areas.with(this.chosen, area));
  }

  private change(areas: readonly Area[]): void {
    this.areas = areas;
    this.dispatchEvent(new Event("change"));
  }
}

function labelOf(areas: readonly Area[], index: number): string {
  const area = areas[index];
  if (area?.kind === "zone") return area.name.trim() || t("areas.zone");
  return t("areas.mask_number", { number: areas.slice(0, index + 1).filter(({ kind }) => kind === "mask").length });
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-area-editor": AreaEditor;
  }
}
