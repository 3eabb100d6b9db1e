import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Story } from "../../api/generated";
import { t } from "../../i18n";
import { may } from "../../state/rights";
import { Watch, type Unsubscribe } from "../../state/store";
import { forms } from "../../ui/inputs";
import { isTaken } from "../../ui/keys";
import { buttons, shared } from "../../ui/styles";
import "./add-clip";
import { ClipLines } from "./clip-lines";
import "./clip-narration";
import "./clip-strip";
import type { Move } from "./clip-strip";
import "./clip-transcript";
import "./clip-trim";
import type { ClipTrim, Trim } from "./clip-trim";
import { clipTools, editorHeader, savingLine } from "./editor-bar";
import { actionOf, type Action } from "./editor-keys";
import { newClipId, type Clip, type Edit, type Range } from "./edit-list";
import { editorStyles } from "./editor-styles";
import { StoryApi } from "./story-api";
import { StoryChecks } from "./story-checks";
import "./story-conflict";
import { StoryDrafts } from "./story-drafts";
import "./story-export";
import { soundOptions, storyOptions } from "./story-options";
import type { Showing } from "./story-player";
import "./story-preview";
import type { StoryPreview } from "./story-preview";
import { StorySession } from "./story-session";

type Asking = "add" | "export";

/** Edits one story: its clips in their order, where each begins and ends, and how it sounds and looks. */
@customElement("wf-story-editor")
export class StoryEditor extends LitElement {
  static override styles = [shared, buttons, forms, editorStyles];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) story!: Story;
  @state() private selected: string | null = null;
  @state() private showing: Showing | null = null;
  @state() private asking: Asking | null = null;
  @state() private isPutOff = false;
  @query("wf-story-preview") private readonly preview!: StoryPreview | null;
  @query("wf-clip-trim") private readonly trim!: ClipTrim | null;
  private session!: StorySession;
  private lines!: ClipLines;
  private checks!: StoryChecks;
  private leave: Unsubscribe[] = [];

  constructor() {
    super();
    new Watch(this, () => [this.app.me, this.app.cameras]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("keydown", this.pressed);
    if (this.hasUpdated) this.begin();
  }

  override disconnectedCallback(): void {
    removeEventListener("keydown", this.pressed);
    this.end();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("story")) this.begin();
    const clip = this.clip();
    if (clip !== null) this.lines.want(clip);
    if (this.session.list.captions !== "none") this.session.list.clips.forEach((each) => this.lines.want(each));
  }

  protected override render(): TemplateResult {
    const { history } = this.session.get();
    const { clips } = history.now;
    const canEdit = this.canEdit();
    return html`
      ${editorHeader(this.session, canEdit, {
        named: (title) => this.edit({ kind: "story", part: { title } }),
        wanted: (action) => this.act({ kind: action }),
        exported: () => (this.asking = "export"),
      })}
      ${savingLine(this.session.get(), canEdit, {
        retried: this.session.hurry,
        decided: () => (this.isPutOff = false),
        rescued: () => void this.rescue(),
      })}
      <div class="main">
        <wf-story-preview
          .app=${this.app}
          .list=${history.now}
          .lines=${this.lines}
          .holes=${this.checks.holes}
          @showing=${(event: CustomEvent<Showing>) => this.shown(event.detail)}
        ></wf-story-preview>
        <div class="side">${this.renderClip(canEdit)}</div>
      </div>
      <section aria-label=${t("story.clips")}>
        ${
          canEdit
            ? clipTools(
                clips.findIndex(({ id }) => id === this.selected),
                clips.length,
                () => (this.asking = "add"),
                (action) => this.act(action),
              )
            : nothing
        }
        <wf-clip-strip
          .app=${this.app}
          .clips=${clips}
          .selected=${this.selected}
          .troubles=${this.checks.troubles}
          ?editable=${canEdit}
          @select=${(event: CustomEvent<string>) => this.select(event.detail)}
          @move=${(event: CustomEvent<Move>) => this.edit({ kind: "move", ...event.detail })}
        ></wf-clip-strip>
      </section>
      ${storyOptions(history.now, !canEdit, (edit) => this.edit(edit))}
      <details>
        <summary>${t("story.keys")}</summary>
        <p class="hint">${t("story.keys_text")}</p>
      </details>
      <wf-add-clip
        .app=${this.app}
        .near=${this.clip()}
        ?open=${this.asking === "add"}
        @add=${(event: CustomEvent<Range>) => this.add(event.detail)}
        @closed=${this.answered}
      ></wf-add-clip>
      <wf-story-export
        .app=${this.app}
        .session=${this.session}
        ?open=${this.asking === "export"}
        @closed=${this.answered}
      ></wf-story-export>
      <wf-story-conflict
        .app=${this.app}
        .session=${this.session}
        ?open=${!this.isPutOff}
        @closed=${() => (this.isPutOff = true)}
      ></wf-story-conflict>
    `;
  }

  private renderClip(canEdit: boolean): TemplateResult {
    const clip = this.clip();
    if (clip === null) return html`<p class="hint">${t(canEdit ? "story.none_chosen" : "story.empty")}</p>`;
    const lines = this.lines.around(clip);
    const positionMs = this.placeIn(clip);
    const seek = (event: CustomEvent<number>): void => this.preview?.show(clip.id, event.detail);
    const trim = ({ detail }: CustomEvent<Trim>): void => this.trimmed(clip, detail);
    return html`
      <h2>${t("story.cut")}</h2>
      <wf-clip-trim
        .clip=${clip}
        .lines=${lines}
        .positionMs=${positionMs}
        ?editable=${canEdit}
        @seek=${seek}
        @trim=${trim}
        @settle=${() => this.session.settle()}
      ></wf-clip-trim>
      <wf-clip-words
        .clip=${clip}
        .lines=${lines}
        .positionMs=${positionMs}
        ?editable=${canEdit}
        @seek=${seek}
        @trim=${trim}
      ></wf-clip-words>
      ${canEdit ? html`<p class="hint">${t("story.words_hint")}</p>` : nothing}
      ${soundOptions(clip, this.app.cameras.get().value ?? [], !canEdit, (edit) => this.edit(edit))}
      ${
        canEdit || clip.narration !== ""
          ? html`<wf-clip-narration
              .app=${this.app}
              .clip=${clip}
              ?editable=${canEdit}
              @narrate=${({ detail }: CustomEvent<string>) => this.narrate(clip.id, detail)}
              @settle=${() => this.session.settle()}
            ></wf-clip-narration>`
          : nothing
      }
    `;
  }

  private begin(): void {
    this.end();
    const api = new StoryApi(this.app.api);
    const session = (this.session = new StorySession(api, new StoryDrafts(), this.story));
    const lines = (this.lines = new ClipLines(this.app.api));
    const checks = (this.checks = new StoryChecks(api));
    this.selected = session.list.clips[0]?.id ?? null;
    this.showing = null;
    this.leave = [
      () => session.stop(),
      () => lines.stop(),
      session.subscribe(() => this.changed()),
      lines.subscribe(() => {
        this.requestUpdate();
        this.preview?.requestUpdate(); // its captions
      }),
      checks.subscribe(() => this.requestUpdate()),
      this.app.events.on("story", ({ id }) => {
        if (id === session.get().story.id) void session.refresh();
      }),
      this.app.events.on("resync", () => void session.refresh()),
      this.app.events.connection.subscribe((connection) => {
        if (connection === "online") session.hurry();
      }),
    ];
    void checks.look(session.get().story);
  }

  private end(): void {
    for (const leave of this.leave.splice(0)) leave();
  }

  /** The list is another one: what is chosen has to be in it, and what lacks may be something else. */
  private changed(): void {
    this.requestUpdate();
    const { history, saving, story } = this.session.get();
    const { clips } = history.now;
    const has = (id: string | null): boolean => clips.some((clip) => clip.id === id);
    if (!has(this.selected)) this.selected = [this.showing?.clipId ?? null, clips[0]?.id ?? null].find(has) ?? null;
    if (saving === "saved") void this.checks.look(story);
    if (saving !== "conflict") this.isPutOff = false;
  }

  private canEdit(): boolean {
    return may(this.app.me.get(), "control");
  }

  private clip(): Clip | null {
    return this.session.list.clips.find(({ id }) => id === this.selected) ?? null;
  }

  private placeIn({ id }: Clip): number | null {
    return this.showing?.clipId === id ? this.showing.atMs : null;
  }

  private shown(showing: Showing): void {
    // Playing goes on to the next clip, and what is cut with it.
    if (showing.clipId !== null && showing.clipId !== this.showing?.clipId) this.selected = showing.clipId;
    this.showing = showing;
  }

  private select(id: string): void {
    const clip = this.session.list.clips.find((each) => each.id === id);
    if (clip === undefined || (id === this.selected && this.showing?.clipId === id)) return;
    this.selected = id;
    this.preview?.show(id, clip.start_ms);
  }

  private edit(edit: Edit, gesture: string | null = null): void {
    if (this.canEdit()) this.session.edit(edit, gesture);
  }

  private narrate(id: string, text: string): void {
    this.edit({ kind: "narrate", id, text }, `narrate-${id}`);
  }

  private trimmed(clip: Clip, { edge, toMs, gesture }: Trim): void {
    this.edit({ kind: "trim", id: clip.id, edge, toMs }, gesture);
    const after = this.clip();
    if (after === null || after === clip) return;
    // The picture shows the edge that moves, so that one sees what is cut.
    const atMs = edge === "start" ? after.start_ms : Math.max(after.start_ms, after.end_ms - 40);
    if (gesture !== null || atMs < after.start_ms) this.preview?.show(after.id, atMs);
  }

  private add(range: Range): void {
    const { clips } = this.session.list;
    const newId = newClipId(clips);
    const index = clips.findIndex(({ id }) => id === this.selected);
    this.edit({ kind: "add", range, at: index < 0 ? clips.length : index + 1, newId });
    this.asking = null;
    if (this.session.list.clips.some(({ id }) => id === newId)) void this.chooseNew(newId);
    else this.app.toasts.failed(new Error(t("story.full")));
  }

  private async chooseNew(id: string): Promise<void> {
    await this.updateComplete;
    await this.preview?.updateComplete;
    this.select(id);
  }

  private readonly answered = (): void => {
    this.asking = null;
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    const action = this.asking !== null || isTaken(event) ? null : actionOf(event);
    if (action === null) return;
    event.preventDefault();
    this.act(action);
  };

  private act(action: Action): void {
    const { clips } = this.session.list;
    const index = clips.findIndex(({ id }) => id === this.selected);
    const clip = clips[index];
    if (action.kind === "play") this.preview?.toggle();
    else if (action.kind === "undo" || action.kind === "redo") this.goBack(action.kind);
    else if (action.kind === "select") this.selectAt(Math.min(Math.max(0, index + action.direction), clips.length - 1));
    else if (clip !== undefined) this.actOn(clip, index, action);
  }

  private goBack(kind: "undo" | "redo"): void {
    if (!this.canEdit()) return;
    if (kind === "undo") this.session.undo();
    else this.session.redo();
  }

  private selectAt(index: number): void {
    const clip = this.session.list.clips[index];
    if (clip !== undefined) this.select(clip.id);
  }

  private actOn(
    clip: Clip,
    index: number,
    action: Exclude<Action, { kind: "select" | "play" | "undo" | "redo" }>,
  ): void {
    const { id } = clip;
    const newId = newClipId(this.session.list.clips);
    switch (action.kind) {
      case "move":
        this.edit({ kind: "move", id, to: index + action.direction });
        break;
      case "edge":
        if (this.canEdit()) this.trim?.putHere(action.edge, action.isFree);
        break;
      case "split":
        this.edit({ kind: "split", id, atMs: this.placeIn(clip) ?? clip.start_ms, newId });
        break;
      case "duplicate":
        this.edit({ kind: "duplicate", id, newId });
        break;
      case "remove":
        this.edit({ kind: "remove", id });
        this.selectAt(Math.min(index, this.session.list.clips.length - 1));
    }
  }

  /** Somebody deleted the story: keep what is here as another one. */
  private async rescue(): Promise<void> {
    await this.app.toasts.attempt(async () => {
      const { id } = await new StoryApi(this.app.api).create(this.session.list);
      new StoryDrafts().clear(this.story.id);
      this.app.router.go(`stories/${encodeURIComponent(id)}`);
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-story-editor": StoryEditor;
  }
}
