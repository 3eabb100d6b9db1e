import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { App } from "../../app/app";
import { t } from "../../i18n";
import { RemoteStore } from "../../state/remote";
import { Watch, type Unsubscribe } from "../../state/store";
import type { Told } from "../../state/events";
import { forms } from "../../ui/inputs";
import "../../ui/problem";
import { toldOf } from "../../ui/problem";
import { buttons, shared } from "../../ui/styles";

/** One part of the page, which is read by itself: where one fails, the others are shown all the same. */
export abstract class Section<Value> extends LitElement {
  static override styles = [
    shared,
    buttons,
    ...forms,
    css`
      dl {
        display: grid;
        grid-template-columns: fit-content(60%) minmax(0, 1fr);
        gap: 0.35rem 1.25rem;
        margin: 0;
      }
      dt {
        color: var(--wf-muted);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      p {
        margin: 0;
      }
      ul {
        display: grid;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 0.5rem 1rem 0.5rem 0;
        border-top: 1px solid var(--wf-line);
        text-align: start;
        vertical-align: top;
      }
      thead th {
        border: 0;
        color: var(--wf-muted);
        font-size: 0.875rem;
        font-weight: 500;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  protected readonly remote = new RemoteStore<Value>((signal) => this.read(signal));
  private leave: readonly Unsubscribe[] = [];

  constructor() {
    super();
    new Watch(this, () => [this.remote, this.app.me, this.app.jobs, this.app.cameras]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = this.refreshedBy().map((kind) =>
      this.app.events.on(kind, (told) => this.concerns(told) && void this.remote.load()),
    );
    void this.remote.load();
  }

  override disconnectedCallback(): void {
    for (const leave of this.leave) leave();
    super.disconnectedCallback();
  }

  protected abstract readonly heading: string;
  protected abstract read(signal: AbortSignal): Promise<Value>;
  protected abstract renderValue(value: Value): TemplateResult;

  /** The events after which the part is read anew. */
  protected refreshedBy(): readonly (keyof Told)[] {
    return ["resync"];
  }

  /** Whether an event changes what is shown here. */
  protected concerns: (told: Told[keyof Told]) => boolean = () => true;

  protected override render(): TemplateResult {
    const { value, error } = this.remote.get();
    return html`<section class="card" aria-labelledby="heading">
      <h2 id="heading">${this.heading}</h2>
      ${
        error === null
          ? nothing
          : html`<wf-problem .told=${toldOf(error)}></wf-problem>
              <div class="row"><button @click=${this.remote.load}>${t("failure.retry")}</button></div>`
      }
      ${value === null ? (error === null ? html`<p role="status">${t("loading")}</p>` : nothing) : this.renderValue(value)}
    </section>`;
  }

  /** Do what may fail, tell if it does, and read the part anew. */
  protected async order(work: () => Promise<unknown>): Promise<void> {
    await this.app.toasts.attempt(work);
    await this.remote.load();
  }

  protected nameOf(cameraId: string): string {
    return this.app.cameras.find(cameraId)?.name ?? cameraId;
  }
}
