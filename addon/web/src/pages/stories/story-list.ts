import { mdiContentCopy, mdiDelete, mdiMovieOpenOutline, mdiPencil, mdiPlus } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { App } from "../../app/app";
import type { StorySummary } from "../../api/generated";
import { t } from "../../i18n";
import { instant } from "../../i18n/format";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import "../../ui/dialog";
import { icon } from "../../ui/icon";
import { forms, textField } from "../../ui/inputs";
import "../../ui/notice";
import { focusFlaw, toldOf, type Told } from "../../ui/problem";
import { whenRead } from "../../ui/remote";
import { buttons, shared } from "../../ui/styles";
import { MOST_TITLE } from "./edit-list";
import { StoryApi } from "./story-api";
import type { StoryList } from "./story-index";
import { listOf } from "./story-session";
import { length } from "./times";

type Asking = { kind: "delete"; story: StorySummary } | { kind: "rename"; story: StorySummary } | { kind: "create" };

const PICTURE_PX = 480;

/** Every story, and what can be done with it from outside. */
@customElement("wf-story-list")
export class StoryListView extends LitElement {
  static override styles = [
    shared,
    buttons,
    forms,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        margin-bottom: 1rem;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr));
        gap: 1rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-direction: column;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      .picture {
        position: relative;
        display: grid;
        place-items: center;
        aspect-ratio: 16 / 9;
        background: color-mix(in srgb, var(--wf-text) 12%, var(--wf-card));
        color: var(--wf-muted);
      }
      .picture .icon {
        width: 2.5rem;
        height: 2.5rem;
      }
      img {
        position: absolute;
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      .length {
        position: absolute;
        right: 0.5rem;
        bottom: 0.5rem;
        padding: 0.1rem 0.45rem;
        border-radius: 6px;
        background: rgb(0 0 0 / 75%);
        color: #fff;
        font-size: 0.8125rem;
        font-variant-numeric: tabular-nums;
      }
      .about {
        flex: 1;
        padding: 0.75rem 1rem 0.25rem;
      }
      h2 {
        overflow-wrap: anywhere;
      }
      h2 a {
        color: var(--wf-text);
        text-decoration: none;
      }
      h2 a:hover {
        text-decoration: underline;
      }
      p {
        margin: 0.15rem 0 0;
        color: var(--wf-muted);
        font-size: 0.875rem;
        overflow-wrap: anywhere;
      }
      .actions {
        display: flex;
        padding: 0 0.5rem 0.5rem;
      }
      form {
        margin: 0;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) stories!: StoryList;
  @state() private asking: Asking | null = null;
  @state() private typed = "";
  @state() private isBusy = false;
  @state() private told: Told | null = null;
  private readonly unseen = new Set<string>();

  constructor() {
    super();
    new Watch(this, () => [this.stories, this.app.cameras, this.app.me]);
  }

  protected override render(): TemplateResult {
    const canEdit = may(this.app.me.get(), "control");
    const add = html`<button class="primary" @click=${() => this.ask({ kind: "create" })}>
      ${icon(mdiPlus)}${t("stories.create")}
    </button>`;
    return html`
      <header>
        <h1>${t("nav.stories")}</h1>
        ${canEdit ? add : nothing}
      </header>
      ${whenRead(this.stories.get(), this.stories.load, (stories) =>
        stories.length === 0
          ? html`<wf-notice
              .icon=${mdiMovieOpenOutline}
              heading=${t("stories.none")}
              text=${t(canEdit ? "stories.none_text" : "stories.none_view")}
            ></wf-notice>`
          : html`<ul>
              ${repeat(
                stories,
                ({ id }) => id,
                (story) => this.renderStory(story, canEdit),
              )}
            </ul>`,
      )}
      ${this.renderDialog()}
    `;
  }

  private renderStory(story: StorySummary, canEdit: boolean): TemplateResult {
    const href = `stories/${encodeURIComponent(story.id)}`;
    return html`<li>
      <a class="picture" href=${href} tabindex="-1" aria-hidden="true">
        ${icon(mdiMovieOpenOutline)} ${this.renderPicture(story)}
        <span class="length">${length(story.length_ms)}</span>
      </a>
      <div class="about">
        <h2><a href=${href}>${story.title}</a></h2>
        <p>
          ${[t("stories.clips", { count: story.clip_count }), length(story.length_ms), ...this.cameraNames(story)].join(" · ")}
        </p>
        <p>${t("stories.changed", { when: instant(story.updated_ms) })}</p>
      </div>
      ${
        canEdit
          ? html`<div class="actions">
              ${this.renderAction(mdiPencil, t("stories.rename_of", { title: story.title }), () =>
                this.ask({ kind: "rename", story }),
              )}
              ${this.renderAction(
                mdiContentCopy,
                t("stories.duplicate_of", { title: story.title }),
                () => void this.duplicate(story),
              )}
              ${
                may(this.app.me.get(), "edit")
                  ? this.renderAction(mdiDelete, t("stories.delete_of", { title: story.title }), () =>
                      this.ask({ kind: "delete", story }),
                    )
                  : nothing
              }
            </div>`
          : nothing
      }
    </li>`;
  }

  private renderAction(path: string, label: string, act: () => void): TemplateResult {
    return html`<button class="plain round" aria-label=${label} title=${label} @click=${act}>${icon(path)}</button>`;
  }

  private renderPicture({ first }: StorySummary): TemplateResult | typeof nothing {
    if (first === null) return nothing;
    const params = { camera_id: first.camera_id };
    const address = this.app.api.url("GET /api/cameras/{camera_id}/snapshot.jpg", {
      params,
      query: { at: first.start_ms, width: PICTURE_PX },
    });
    if (this.unseen.has(address)) return nothing;
    const failed = (): void => {
      this.unseen.add(address);
      this.requestUpdate();
    };
    return html`<img alt="" loading="lazy" src=${address} @error=${failed} />`;
  }

  private renderDialog(): TemplateResult {
    const { asking } = this;
    const close = (): void => void (this.asking = null);
    const isDelete = asking?.kind === "delete";
    return html`<wf-dialog .open=${asking !== null} heading=${headingOf(asking)} @closed=${close}>
      ${isDelete ? html`<p>${t("stories.delete_text", { title: asking.story.title })}</p>` : this.renderTitle()}
      <button slot="actions" @click=${close}>${t("stories.cancel")}</button>
      <button
        slot="actions"
        class=${isDelete ? "danger" : "primary"}
        ?disabled=${this.isBusy || (!isDelete && this.typed.trim() === "")}
        @click=${() => void this.confirm()}
      >
        ${t(`stories.${asking?.kind ?? "create"}_do`)}
      </button>
    </wf-dialog>`;
  }

  private renderTitle(): TemplateResult {
    return html`<form @submit=${this.submitted}>
      ${textField({
        label: t("stories.title"),
        name: "title",
        told: this.told === null ? null : { ...this.told, field: "title" },
        value: this.typed,
        required: true,
        changed: (value) => {
          this.typed = value.slice(0, MOST_TITLE);
          this.told = null;
        },
      })}
    </form>`;
  }

  private cameraNames({ camera_ids }: StorySummary): string[] {
    return camera_ids.map((id) => this.app.cameras.find(id)?.name ?? t("moment.gone_camera"));
  }

  private ask(asking: Asking): void {
    this.asking = asking;
    this.told = null;
    this.typed = asking.kind === "rename" ? asking.story.title : "";
  }

  private submitted(event: SubmitEvent): void {
    event.preventDefault();
    void this.confirm();
  }

  private async confirm(): Promise<void> {
    const { asking } = this;
    const title = this.typed.trim();
    if (asking === null || this.isBusy || (asking.kind !== "delete" && title === "")) return;
    this.isBusy = true;
    this.told = null;
    try {
      await this.act(asking, title);
      this.asking = null;
    } catch (error) {
      if (asking.kind === "delete") this.app.toasts.failed(error);
      else this.told = toldOf(error);
    } finally {
      this.isBusy = false;
    }
    await focusFlaw(this);
  }

  private async act(asking: Asking, title: string): Promise<void> {
    const api = new StoryApi(this.app.api);
    if (asking.kind === "create") {
      const { id } = await api.create({ title, captions: "none", blur: null, clips: [] });
      this.app.router.go(`stories/${encodeURIComponent(id)}`);
      return;
    }
    const story = await api.get(asking.story.id);
    if (asking.kind === "rename") {
      await api.save(story.id, { ...listOf(story), title }, story.version);
    } else {
      await api.delete(story.id);
      this.app.toasts.done(t("stories.deleted", { title: story.title }), async () => {
        await api.create(listOf(story));
        await this.stories.load();
      });
    }
    await this.stories.load();
  }

  private async duplicate({ id }: StorySummary): Promise<void> {
    const api = new StoryApi(this.app.api);
    await this.app.toasts.attempt(async () => {
      const story = await api.get(id);
      const title = t("stories.copy_of", { title: story.title }).slice(0, MOST_TITLE);
      await api.create({ ...listOf(story), title });
      await this.stories.load();
      this.app.toasts.done(t("stories.duplicated", { title }));
    });
  }
}

function headingOf(asking: Asking | null): string {
  return asking === null || asking.kind === "create" ? t("stories.create") : t(`stories.${asking.kind}_heading`);
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-story-list": StoryListView;
  }
}
