import { mdiMovieOffOutline } from "@mdi/js";
import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { ApiError } from "../../api/errors";
import { t } from "../../i18n";
import { errorText } from "../../i18n/errors";
import type { Unsubscribe } from "../../state/store";
import "../../ui/notice";
import { Page } from "../../ui/page";
import type { Story } from "../../api/generated";
import { StoryApi } from "./story-api";
import "./story-editor";
import { StoryList } from "./story-index";
import "./story-list";

/** Stories: all of them, or the one that the address names. */
@customElement("wf-stories-page")
export class StoriesPage extends Page {
  @state() private story: Story | null = null;
  @state() private failure: unknown = null;
  private stories!: StoryList;
  private leave: Unsubscribe | null = null;
  private wanted: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stories = new StoryList(this.app);
  }

  override disconnectedCallback(): void {
    this.leave?.();
    this.leave = null;
    super.disconnectedCallback();
  }

  protected override willUpdate(): void {
    const id = this.place.params["story"] ?? null;
    if (id === null) this.leave ??= this.stories.start();
    else if (id !== this.wanted) void this.read(id);
    this.wanted = id;
  }

  protected override render(): TemplateResult {
    const { wanted, story } = this;
    if (wanted === null) return html`<wf-story-list .app=${this.app} .stories=${this.stories}></wf-story-list>`;
    if (this.failure !== null) return this.renderFailure(wanted);
    if (story?.id !== wanted)
      return html`<h1>${t("nav.stories")}</h1>
        <p role="status">${t("loading")}</p>`;
    return html`<wf-story-editor .app=${this.app} .story=${story}></wf-story-editor>`;
  }

  private renderFailure(id: string): TemplateResult {
    const isGone = this.failure instanceof ApiError && this.failure.status === 404;
    return html`<h1 class="hidden-text">${t("nav.stories")}</h1>
      <wf-notice
        .icon=${mdiMovieOffOutline}
        heading=${t(isGone ? "stories.gone" : "failure.title")}
        text=${isGone ? t("stories.gone_text") : errorText(this.failure)}
      >
        <a class="button primary" href="stories">${t("stories.all")}</a>
        ${isGone ? "" : html`<button @click=${() => void this.read(id)}>${t("failure.retry")}</button>`}
      </wf-notice>`;
  }

  private async read(id: string): Promise<void> {
    this.failure = this.story = null;
    try {
      const story = await new StoryApi(this.app.api).get(id);
      if (this.wanted === id) this.story = story;
    } catch (error) {
      if (this.wanted === id) this.failure = error;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-stories-page": StoriesPage;
  }
}
