import { css, html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Point } from "../../api/generated";
import { t } from "../../i18n";
import { decimal } from "../../i18n/amounts";
import { shared } from "../../ui/styles";
import { middleAfter, shifted, withCorner, withCornerAfter, withoutCorner, type Area } from "./areas";

const STEP = 0.01;
const FINE_STEP = 0.001;
const ARROWS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface Drag {
  /** Null: the whole area is dragged. */
  corner: number | null;
  from: Point;
  area: Area;
}

/**
 * Areas over a camera's picture. The corners of the chosen one can be dragged, or moved by the arrow keys; what comes of
 * it is told by `area-changed` (the chosen area anew), a press on another area by `area-chosen` (its index).
 */
@customElement("wf-area-picture")
export class AreaPicture extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .frame {
        position: relative;
        overflow: hidden;
        border-radius: var(--wf-radius);
        background: #0b0e0d;
        touch-action: none;
        user-select: none;
      }
      img {
        display: block;
        width: 100%;
        aspect-ratio: 16 / 9;
      }
      img.seen {
        aspect-ratio: auto;
      }
      img.missing {
        opacity: 0;
      }
      p {
        position: absolute;
        inset: 0;
        display: grid;
        place-items: center;
        margin: 0;
        padding: 1rem;
        color: #a3b0ab;
        text-align: center;
      }
      svg {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      polygon {
        stroke-width: 2px;
        vector-effect: non-scaling-stroke;
        cursor: pointer;
      }
      .zone {
        fill: rgb(127 209 185 / 25%);
        stroke: #7fd1b9;
      }
      .mask {
        fill: rgb(12 16 15 / 65%);
        stroke: #ffb4ab;
      }
      .chosen {
        stroke-width: 4px;
        cursor: move;
      }
      button {
        position: absolute;
        width: 44px;
        height: 44px;
        margin: -22px 0 0 -22px;
        padding: 0;
        border: 0;
        background: none;
        cursor: grab;
        touch-action: none;
      }
      button::after {
        content: "";
        position: absolute;
        inset: 13px;
        border: 2px solid #0c2019;
        border-radius: 50%;
        background: #fff;
      }
      button.middle {
        width: 28px;
        height: 28px;
        margin: -14px 0 0 -14px;
        cursor: copy;
      }
      button.middle::after {
        inset: 8px;
        opacity: 0.75;
      }
      button:focus-visible {
        outline: none;
      }
      button:focus-visible::after {
        outline: 3px solid #fff;
        outline-offset: 2px;
        background: #2f6f5e;
      }
    `,
  ];

  @property() source = "";
  @property() alternative = "";
  @property({ attribute: false }) areas: readonly Area[] = [];
  @property({ attribute: false }) chosen: number | null = null;
  @query(".frame") private readonly frame!: HTMLElement;
  @state() private picture: "awaited" | "seen" | "missing" = "awaited";
  private drag: Drag | null = null;

  protected override render(): TemplateResult {
    const area = this.chosen === null ? undefined : this.areas[this.chosen];
    return html`<div
      class="frame"
      @pointermove=${this.moved}
      @pointerup=${this.released}
      @pointercancel=${this.released}
    >
      <img
        src=${this.source}
        alt=${this.alternative}
        draggable="false"
        @load=${() => (this.picture = "seen")}
        @error=${() => (this.picture = "missing")}
        class=${this.picture}
      />
      ${this.picture === "missing" ? html`<p role="status">${t("areas.no_picture")}</p>` : nothing}
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        ${this.areas.map((each, index) => this.renderArea(each, index))}
      </svg>
      ${
        area === undefined
          ? ""
          : html`${area.points.map((_, index) => this.renderMiddle(area, index))}
            ${area.points.map((point, index) => this.renderCorner(area, point, index))}`
      }
    </div>`;
  }

  private renderArea(area: Area, index: number): TemplateResult {
    const points = area.points.map(({ x, y }) => `${x},${y}`).join(" ");
    const isChosen = index === this.chosen;
    const pressed = (event: PointerEvent): void => {
      if (isChosen) this.press(event, null, area);
      else this.dispatchEvent(new CustomEvent("area-chosen", { detail: index }));
    };
    return svg`<polygon class="${area.kind} ${isChosen ? "chosen" : ""}" points=${points} @pointerdown=${pressed} />`;
  }

  private renderCorner(area: Area, point: Point, index: number): TemplateResult {
    const place = { number: index + 1, x: decimal(point.x * 100), y: decimal(point.y * 100) };
    return html`<button
      type="button"
      style="left: ${point.x * 100}%; top: ${point.y * 100}%"
      aria-label=${t("areas.corner_at", place)}
      @pointerdown=${(event: PointerEvent) => this.press(event, index, area)}
      @keydown=${(event: KeyboardEvent) => this.typed(event, area, index)}
    ></button>`;
  }

  private renderMiddle(area: Area, index: number): TemplateResult {
    const { x, y } = middleAfter(area, index);
    return html`<button
      type="button"
      class="middle"
      style="left: ${x * 100}%; top: ${y * 100}%"
      tabindex="-1"
      aria-label=${t("areas.add_corner", { number: index + 1 })}
      @pointerdown=${(event: PointerEvent) => {
        const next = withCornerAfter(area, index);
        this.tell(next);
        this.press(event, index + 1, next);
      }}
    ></button>`;
  }

  private press(event: PointerEvent, corner: number | null, area: Area): void {
    if (event.button !== 0) return;
    this.drag = { corner, from: this.placeOf(event), area };
    this.frame.setPointerCapture(event.pointerId);
  }

  private moved(event: PointerEvent): void {
    if (this.drag === null) return;
    const { corner, from, area } = this.drag;
    const to = this.placeOf(event);
    this.tell(corner === null ? shifted(area, to.x - from.x, to.y - from.y) : withCorner(area, corner, to));
  }

  private released(): void {
    this.drag = null;
  }

  private typed(event: KeyboardEvent, area: Area, index: number): void {
    const arrow = ARROWS[event.key];
    const point = area.points[index];
    if (event.key === "Delete" || event.key === "Backspace") {
      this.tell(withoutCorner(area, index));
    } else if (event.key === "Insert" || event.key === "+") {
      this.tell(withCornerAfter(area, index));
    } else if (arrow !== undefined && point !== undefined) {
      const step = event.shiftKey ? FINE_STEP : STEP;
      this.tell(withCorner(area, index, { x: point.x + arrow[0] * step, y: point.y + arrow[1] * step }));
    } else {
      return;
    }
    event.preventDefault();
  }

  private placeOf(event: PointerEvent): Point {
    const { left, top, width, height } = this.frame.getBoundingClientRect();
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
  }

  private tell(area: Area): void {
    this.dispatchEvent(new CustomEvent("area-changed", { detail: area }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-area-picture": AreaPicture;
  }
}
