import { mdiContentCut, mdiLinkVariant, mdiMovieOpenPlusOutline } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Line } from "../../api/generated";
import { copyLink } from "../../clips/copy-link";
import { t } from "../../i18n";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { icon } from "../../ui/icon";
import { buttons, shared } from "../../ui/styles";
import { playFrom } from "./hits";

/** What can be made of a line that was found. Fires `clip`. */
@customElement("wf-hit-actions")
export class HitActions extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: flex;
        justify-content: end;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) line!: Line;

  constructor() {
    super();
    new Watch(this, () => [this.app.me]);
  }

  protected override render(): TemplateResult {
    const { text } = this.line;
    const clip = (): boolean => this.dispatchEvent(new CustomEvent("clip"));
    return html`
      ${
        may(this.app.me.get(), "control")
          ? html`
              ${this.renderButton(mdiContentCut, t("search.clip"), t("search.clip_of", { text }), clip)}
              ${this.renderButton(
                mdiMovieOpenPlusOutline,
                t("stories.add"),
                t("search.story_of", { text }),
                () => void this.addToStory(),
              )}
            `
          : nothing
      }
      ${this.renderButton(mdiLinkVariant, t("select.link"), t("search.link_of", { text }), () => void this.copy())}
    `;
  }

  private renderButton(path: string, title: string, label: string, pressed: () => void): TemplateResult {
    return html`<button class="plain round" aria-label=${label} title=${title} @click=${pressed}>
      ${icon(path)}
    </button>`;
  }

  private async addToStory(): Promise<void> {
    const { addToStory } = await import("../stories/add-to-story");
    const { camera_id, start_ms, end_ms } = this.line;
    addToStory(this.app, { camera_id, start_ms, end_ms });
  }

  private async copy(): Promise<void> {
    const path = `timeline/${encodeURIComponent(this.line.camera_id)}?at=${Math.round(playFrom(this.line))}`;
    await copyLink(this.app, new URL(path, document.baseURI).href);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-hit-actions": HitActions;
  }
}
