import { html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { App } from "../../app/app";
import { t } from "../../i18n";
import { instant } from "../../i18n/format";
import { Watch } from "../../state/store";
import "../../ui/dialog";
import { forms } from "../../ui/inputs";
import { buttons, shared } from "../../ui/styles";
import { MOST_TITLE, totalMs, type EditList } from "./edit-list";
import type { StorySession } from "./story-session";
import { length } from "./times";

/** Asks what becomes of two people's changes to one story. Fires `closed` when that is put off. */
@customElement("wf-story-conflict")
export class StoryConflict extends LitElement {
  static override styles = [shared, buttons, forms];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) session!: StorySession;
  @property({ type: Boolean }) open = false;

  constructor() {
    super();
    new Watch(this, () => [this.session]);
  }

  protected override render(): TemplateResult {
    const { theirs } = this.session.get();
    const list = this.session.list;
    return html`<wf-dialog .open=${this.open && theirs !== null} heading=${t("story.conflict")} @closed=${this.close}>
      ${
        theirs === null
          ? ""
          : html`<div class="stack">
              <p class="hint">${t("story.conflict_text")}</p>
              <div class="pair">
                <section class="card" aria-labelledby="mine">
                  <h2 id="mine">${t("story.mine")}</h2>
                  ${describe(list)}
                </section>
                <section class="card" aria-labelledby="theirs">
                  <h2 id="theirs">${t("story.theirs")}</h2>
                  ${describe(theirs)}
                  <p class="hint">${t("stories.changed", { when: instant(theirs.updated_ms) })}</p>
                </section>
              </div>
            </div>`
      }
      <button slot="actions" @click=${this.copy}>${t("story.copy_mine")}</button>
      <button slot="actions" @click=${() => this.session.takeTheirs()}>${t("story.take_theirs")}</button>
      <button slot="actions" class="primary" @click=${() => void this.session.keepMine()}>
        ${t("story.keep_mine")}
      </button>
    </wf-dialog>`;
  }

  private readonly copy = (): void => {
    const title = t("stories.copy_of", { title: this.session.list.title }).slice(0, MOST_TITLE);
    void this.app.toasts.attempt(async () => {
      const { id } = await this.session.copyMine(title);
      this.app.router.go(`stories/${encodeURIComponent(id)}`);
    });
  };

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("closed"));
  };
}

function describe({ title, clips }: Pick<EditList, "title" | "clips">): TemplateResult {
  return html`<p><bdi>${title}</bdi></p>
    <p class="hint">${t("stories.clips", { count: clips.length })} · ${length(totalMs(clips))}</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-story-conflict": StoryConflict;
  }
}
