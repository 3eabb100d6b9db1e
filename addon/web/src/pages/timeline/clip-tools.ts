import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import "../../clips/export-dialog";
import { copyLink } from "../../clips/copy-link";
import { Protections } from "../../clips/protections";
import { may } from "../../state/rights";
import { Watch, type Unsubscribe } from "../../state/store";
import { shared } from "../../ui/styles";
import type { Selection } from "../../words/selection";
import type { Speech } from "../../words/snap";
import "./selection-bar";
import type { ClipAction } from "./selection-bar";
import type { Span } from "./view";

/** The selection of a camera's day and what can be done with it. Fires `choose`, `play` and `clear`. */
@customElement("wf-clip-tools")
export class ClipTools extends LitElement {
  static override styles = [shared];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) cameraId!: string;
  @property({ attribute: false }) selection!: Selection;
  @property({ attribute: false }) bounds!: Span;
  @property({ attribute: false }) speech!: Speech;
  @state() private isExporting = false;
  private protections: Protections | null = null;
  private leave: Unsubscribe | null = null;

  constructor() {
    super();
    new Watch(this, () => [this.app.me]);
  }

  override disconnectedCallback(): void {
    this.leave?.();
    this.protections = this.leave = null;
    super.disconnectedCallback();
  }

  /** Open the dialog for an export, if somebody may order one. */
  export(): void {
    if (this.allowed().has("export")) this.isExporting = true;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (this.protections !== null && !changes.has("cameraId")) return;
    this.leave?.();
    this.protections = new Protections(this.app, this.cameraId);
    this.leave = this.protections.subscribe(() => this.requestUpdate());
    void this.protections.load();
  }

  protected override render(): TemplateResult {
    const { selection } = this;
    return html`
      <wf-selection-bar
        .selection=${selection}
        .bounds=${this.bounds}
        .speech=${this.speech}
        .allowed=${this.allowed()}
        @choose=${(event: CustomEvent<Selection>) => this.tell("choose", event.detail)}
        @action=${(event: CustomEvent<ClipAction>) => this.act(event.detail)}
      ></wf-selection-bar>
      <wf-export-dialog
        .app=${this.app}
        .cameraId=${this.cameraId}
        .range=${selection}
        ?open=${this.isExporting}
        @closed=${() => (this.isExporting = false)}
      ></wf-export-dialog>
    `;
  }

  private allowed(): ReadonlySet<ClipAction> {
    const me = this.app.me.get();
    const allowed = new Set<ClipAction>(["play", "link", "clear"]);
    for (const action of ["export", "story"] as const) if (may(me, "control")) allowed.add(action);
    const covered = this.protections?.of(this.selection) ?? "none";
    if (may(me, "admin") && covered !== "all") allowed.add("protect");
    if (may(me, "admin") && covered !== "none") allowed.add("unprotect");
    return allowed;
  }

  private act(action: ClipAction): void {
    const actions: Readonly<Record<ClipAction, () => unknown>> = {
      play: () => this.tell("play", this.selection),
      clear: () => this.tell("clear", null),
      export: () => this.export(),
      protect: () => this.protections?.protect(this.selection),
      unprotect: () => this.protections?.unprotect(this.selection),
      link: () => copyLink(this.app, location.href),
      story: () => this.addToStory(),
    };
    actions[action]();
  }

  private async addToStory(): Promise<void> {
    const { addToStory } = await import("../stories/add-to-story");
    const { startMs, endMs } = this.selection;
    addToStory(this.app, { camera_id: this.cameraId, start_ms: startMs, end_ms: endMs });
  }

  private tell(name: string, detail: Selection | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-clip-tools": ClipTools;
  }
}
