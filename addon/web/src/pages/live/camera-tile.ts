import { mdiAccountVoice, mdiRecordCircle } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Camera } from "../../api/generated";
import { t } from "../../i18n";
import { icon } from "../../ui/icon";
import { shared } from "../../ui/styles";
import { shownState } from "./camera-state";
import "./live-picture";

/** One camera of the grid: its picture, its name and what it does; leads to the camera alone. */
@customElement("wf-camera-tile")
export class CameraTile extends LitElement {
  static override styles = [
    shared,
    css`
      a {
        display: block;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
        color: inherit;
        text-decoration: none;
        transition: box-shadow var(--wf-quick);
      }
      a:hover {
        box-shadow: var(--wf-shadow);
      }
      .line {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        padding: 0.65rem 0.85rem;
      }
      h2 {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .state {
        color: var(--wf-muted);
        font-size: 0.875rem;
      }
      .recording {
        color: var(--wf-bad);
      }
      .speaking {
        color: var(--wf-lane-speech);
      }
      span {
        display: inline-flex;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) camera!: Camera;
  @property({ type: Boolean }) speaking = false;

  protected override render(): TemplateResult {
    const { camera } = this;
    const shown = shownState(camera);
    return html`
      <a href="live/${encodeURIComponent(camera.id)}">
        <wf-live-picture .app=${this.app} .camera=${camera}></wf-live-picture>
        <div class="line">
          <h2>${camera.name}</h2>
          ${this.speaking ? mark("speaking", mdiAccountVoice, t("live.speaking")) : nothing}
          ${camera.status?.recording ? mark("recording", mdiRecordCircle, t("live.recording")) : nothing}
          ${shown.kind === "live" ? nothing : html`<span class="state">${shown.label}</span>`}
        </div>
      </a>
    `;
  }
}

function mark(name: string, path: string, label: string): TemplateResult {
  return html`<span class=${name} title=${label}>${icon(path)}<span class="hidden-text">${label}</span></span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-camera-tile": CameraTile;
  }
}
