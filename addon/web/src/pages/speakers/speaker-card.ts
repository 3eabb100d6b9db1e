import { mdiCallMerge, mdiPlay } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { SpeakerOutput } from "../../api/generated";
import { t } from "../../i18n";
import { duration, instant } from "../../i18n/format";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { tellEdits } from "../../state/undo";
import { personNamed } from "../../state/people";
import { icon } from "../../ui/icon";
import { buttons, fields, shared } from "../../ui/styles";
import "./speaker-lines";
import "./voices-dialog";

/** A voice without a name: hear it, say who it is, or that it is another one. Fires `sample`, and `changed`. */
@customElement("wf-speaker-card")
export class SpeakerCard extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      article {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
        padding: 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 0.75rem;
      }
      header div {
        flex: 1;
        min-width: 12rem;
      }
      p {
        margin: 0;
        color: var(--wf-muted);
        font-size: 0.9rem;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.5rem;
      }
      label {
        flex: 1;
        min-width: 10rem;
        max-width: 22rem;
      }
      summary {
        padding: 0.4rem 0;
        cursor: pointer;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) speaker!: SpeakerOutput;
  @property({ attribute: false }) others: readonly SpeakerOutput[] = [];
  @state() private isOpen = false;
  @state() private isMerging = false;

  constructor() {
    super();
    new Watch(this, () => [this.app.people, this.app.cameras, this.app.me]);
  }

  protected override render(): TemplateResult {
    const { id, number, lines, talk_ms, last_ms, camera_id } = this.speaker;
    const camera = camera_id === null ? null : this.app.cameras.find(camera_id)?.name;
    const mayEdit = may(this.app.me.get(), "edit");
    return html`<article aria-labelledby="name">
      <header>
        <div>
          <h2 id="name">${t("speakers.numbered", { number: String(number) })}</h2>
          <p>
            ${t("speakers.lines", { count: lines })} · ${t("speakers.talk", { time: duration(talk_ms) })} ·
            ${t("speakers.last", { when: instant(last_ms) })}${camera == null ? "" : ` · ${camera}`}
          </p>
        </div>
        <button @click=${() => this.dispatchEvent(new CustomEvent("sample"))}>
          ${icon(mdiPlay)}${t("speakers.sample")}
        </button>
        ${
          mayEdit && this.others.length > 0
            ? html`<button @click=${() => (this.isMerging = true)}>${icon(mdiCallMerge)}${t("speakers.merge")}</button>`
            : nothing
        }
      </header>
      ${mayEdit ? this.renderNaming() : nothing}
      <details @toggle=${(event: Event) => (this.isOpen = (event.target as HTMLDetailsElement).open)}>
        <summary>${t("speakers.show_lines")}</summary>
        ${
          this.isOpen
            ? html`<wf-speaker-lines .app=${this.app} speaker=${id} @changed=${this.changed}></wf-speaker-lines>`
            : nothing
        }
      </details>
      <wf-voices-dialog
        .app=${this.app}
        .speaker=${this.speaker}
        .others=${this.others}
        ?open=${this.isMerging}
        @closed=${() => (this.isMerging = false)}
        @changed=${this.changed}
      ></wf-voices-dialog>
    </article>`;
  }

  private renderNaming(): TemplateResult {
    return html`<form @submit=${this.named}>
      <label>
        ${t("groups.who")}
        <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
      </label>
      <datalist id="people">
        ${(this.app.people.get().value ?? []).map(({ name }) => html`<option value=${name}></option>`)}
      </datalist>
      <button class="primary">${t("groups.name")}</button>
    </form>`;
  }

  /** Show it, ready to be given a name. */
  reveal(): void {
    // The heading is focused first, as on every page.
    requestAnimationFrame(() => {
      this.scrollIntoView({ block: "center" });
      this.renderRoot.querySelector<HTMLInputElement>("[name=who]")?.focus({ preventScroll: true });
    });
  }

  private readonly changed = (): void => {
    this.isMerging = false;
    this.dispatchEvent(new CustomEvent("changed"));
  };

  private readonly named = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem("who") as HTMLInputElement;
    const name = field.value.trim();
    if (name === "") return;
    const { api, people, toasts } = this.app;
    await toasts.attempt(async () => {
      const known = await personNamed(people, name);
      const { id } = known ?? (await api.call("POST /api/people", { body: { name } }));
      const params = { speaker_id: this.speaker.id };
      const told = await api.call("POST /api/speakers/{speaker_id}/name", { params, body: { person_id: id } });
      const text = t("speakers.named", { name, count: told.lines });
      const all = told.trained ? text : `${text} ${t("speakers.not_learnt", { reason: told.reason ?? "" })}`;
      tellEdits(this.app, all, [told.edit_id ?? null], this.changed);
      void people.load();
      this.changed();
    });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-speaker-card": SpeakerCard;
  }
}
