import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ApiError } from "../../api/errors";
import type { App } from "../../app/app";
import type { Story, StorySummary } from "../../api/generated";
import { t } from "../../i18n";
import { clock, day } from "../../i18n/format";
import { may } from "../../state/rights";
import "../../ui/dialog";
import { forms, selectField, textField } from "../../ui/inputs";
import { toldOf, type Told } from "../../ui/problem";
import { buttons, shared } from "../../ui/styles";
import { edited, lengthOf, MOST_TITLE, newClipId, type EditList, type Range } from "./edit-list";
import { StoryApi } from "./story-api";
import { listOf } from "./story-session";
import { length } from "./times";

const NEW = "";
const SHOWN = 50;
/** Somebody may change the story between reading and writing it, but hardly so often. */
const TRIES = 4;

/** The clip does not fit into the story. */
class FullError extends Error {}

/** What was made of a story, and how to take that back. */
interface Added {
  readonly story: Story;
  readonly undo: () => Promise<void>;
}

/**
 * Save a story with a clip at its end; what somebody else changes meanwhile stays, and so it does when the clip is taken
 * back. Rejects as `Api.call` does, and when the clip does not fit.
 */
export async function appended(api: StoryApi, id: string, range: Range): Promise<Added> {
  let newId = "";
  const story = await changed(api, id, (list) => withClip(list, range, (newId = newClipId(list.clips))));
  return { story, undo: () => without(api, id, newId) };
}

/** Make a story of a clip. To take that back deletes the story, unless somebody has changed it since. */
export async function made(api: StoryApi, title: string, range: Range): Promise<Added> {
  const newId = newClipId([]);
  const story = await api.create(withClip({ title, captions: "none", blur: null, clips: [] }, range, newId));
  const undo = async (): Promise<void> => {
    const { version } = await api.get(story.id);
    await (version === story.version ? api.delete(story.id) : without(api, story.id, newId));
  };
  return { story, undo };
}

async function without(api: StoryApi, id: string, clipId: string): Promise<void> {
  await changed(api, id, (list) => edited(list, { kind: "remove", id: clipId }));
}

/** Change the newest version of a story. */
async function changed(api: StoryApi, id: string, change: (list: EditList) => EditList): Promise<Story> {
  for (let tries = 1; ; tries++) {
    const story = await api.get(id);
    try {
      return await api.save(id, change(listOf(story)), story.version);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409 || tries >= TRIES) throw error;
    }
  }
}

function withClip(list: EditList, range: Range, newId: string): EditList {
  const after = edited(list, { kind: "add", range, at: list.clips.length, newId });
  if (after === list) throw new FullError(t("stories.add_full", { title: list.title }));
  return after;
}

/** Let somebody choose the story that a stretch of a camera's recording is added to, over whatever page is shown. */
export function addToStory(app: App, range: Range): void {
  const dialog = document.createElement("wf-add-to-story");
  dialog.app = app;
  dialog.range = range;
  dialog.addEventListener("closed", () => dialog.remove());
  document.body.append(dialog);
}

/** Chooses a story, or makes one, and adds a clip to it. Fires `closed`. */
@customElement("wf-add-to-story")
export class AddToStory extends LitElement {
  static override styles = [
    shared,
    buttons,
    forms,
    css`
      p {
        margin: 0;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) range!: Range;
  @state() private stories: readonly StorySummary[] | null = null;
  @state() private chosen = NEW;
  @state() private typed = "";
  @state() private told: Told | null = null;
  @state() private isBusy = false;
  @state() private isOpen = true;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
  }

  protected override render(): TemplateResult {
    const { camera_id, start_ms } = this.range;
    const camera = this.app.cameras.find(camera_id)?.name ?? t("moment.gone_camera");
    const isOff = this.isBusy || this.stories === null || (this.chosen === NEW && this.typed.trim() === "");
    return html`<wf-dialog .open=${this.isOpen} heading=${t("stories.add")} @closed=${this.close}>
      <form @submit=${this.submitted}>
        <p>${camera} · ${day(start_ms)}, ${clock(start_ms)} · ${length(lengthOf(this.range), { tenths: true })}</p>
        ${this.stories === null ? html`<p role="status">${t("loading")}</p>` : this.renderChoice(this.stories)}
        ${this.told === null ? nothing : html`<wf-problem .told=${this.told}></wf-problem>`}
      </form>
      <button slot="actions" @click=${this.close}>${t("stories.cancel")}</button>
      <button slot="actions" ?disabled=${isOff} @click=${() => void this.add(true)}>${t("stories.add_open")}</button>
      <button slot="actions" class="primary" ?disabled=${isOff} @click=${() => void this.add(false)}>
        ${t("stories.add_do")}
      </button>
    </wf-dialog>`;
  }

  private renderChoice(stories: readonly StorySummary[]): TemplateResult {
    return html`
      ${selectField({
        label: t("stories.add_which"),
        value: this.chosen,
        options: [...stories.map(({ id, title }) => [id, title] as const), [NEW, t("stories.add_new")]],
        changed: (id) => (this.chosen = id),
      })}
      ${
        this.chosen === NEW
          ? textField({
              label: t("stories.title"),
              value: this.typed,
              required: true,
              changed: (value) => (this.typed = value.slice(0, MOST_TITLE)),
            })
          : nothing
      }
    `;
  }

  private async read(): Promise<void> {
    try {
      const { stories } = await this.app.api.call("GET /api/stories", { query: { limit: SHOWN } });
      this.chosen = stories[0]?.id ?? NEW;
      this.stories = stories;
    } catch (error) {
      this.told = toldOf(error);
    }
  }

  private submitted(event: SubmitEvent): void {
    event.preventDefault();
    void this.add(false);
  }

  private async add(isOpened: boolean): Promise<void> {
    if (this.isBusy || this.stories === null || (this.chosen === NEW && this.typed.trim() === "")) return;
    this.isBusy = true;
    this.told = null;
    try {
      const { story, undo } = await this.save(new StoryApi(this.app.api));
      const path = `stories/${encodeURIComponent(story.id)}`;
      const link = isOpened ? undefined : { path, text: t("stories.open") };
      // To delete one takes more than to make it.
      const mayUndo = this.chosen !== NEW || may(this.app.me.get(), "edit");
      this.app.toasts.done(t("stories.added", { title: story.title }), mayUndo ? undo : undefined, link);
      this.close();
      if (isOpened) this.app.router.go(path);
    } catch (error) {
      this.told = toldOf(error);
    } finally {
      this.isBusy = false;
    }
  }

  private async save(api: StoryApi): Promise<Added> {
    return this.chosen === NEW ? made(api, this.typed.trim(), this.range) : appended(api, this.chosen, this.range);
  }

  private readonly close = (): void => {
    this.isOpen = false;
    this.dispatchEvent(new CustomEvent("closed"));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-add-to-story": AddToStory;
  }
}
