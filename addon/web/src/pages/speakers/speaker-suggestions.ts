import { mdiCheck, mdiClose, mdiPlay } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { SpeakerOutput, Suggestion } from "../../api/generated";
import { t } from "../../i18n";
import { percent } from "../../i18n/format";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { tellEdits } from "../../state/undo";
import { icon } from "../../ui/icon";
import { buttons, shared } from "../../ui/styles";

/** What the server thinks about voices and only somebody can decide. Fires `sample` with a speaker's id, and `changed`. */
@customElement("wf-speaker-suggestions")
export class SpeakerSuggestions extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      ul {
        display: grid;
        gap: 0.5rem;
        margin: 0.75rem 0 1.5rem;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
        padding: 0.75rem 1rem;
        border: 1px solid var(--wf-accent);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      .what {
        flex: 1;
        min-width: 16rem;
      }
      .why {
        display: block;
        color: var(--wf-muted);
        font-size: 0.9rem;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) suggestions: readonly Suggestion[] = [];
  @property({ attribute: false }) speakers: readonly SpeakerOutput[] = [];

  constructor() {
    super();
    new Watch(this, () => [this.app.people, this.app.me]);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.suggestions.length === 0) return nothing;
    return html`<h2>${t("speakers.suggestions")}</h2>
      <ul>
        ${this.suggestions.map((each) => html`<li>${this.renderSuggestion(each)}</li>`)}
      </ul>`;
  }

  private renderSuggestion(suggestion: Suggestion): TemplateResult {
    const { speaker_id, other_id, score, count, against, person_id } = suggestion;
    const isPerson = person_id !== null;
    const name = isPerson ? (this.app.people.find(person_id)?.name ?? t("search.gone")) : this.nameOf(other_id);
    const what = t(isPerson ? "speakers.may_be" : "speakers.may_be_one", { speaker: this.nameOf(speaker_id), name });
    const why = isPerson
      ? t("speakers.why_person", { count, name, against })
      : t("speakers.why_same", { share: percent(score) });
    return html`
      <span class="what">${what}<span class="why">${why}</span></span>
      ${this.renderSample(speaker_id)} ${other_id === null ? nothing : this.renderSample(other_id)}
      ${
        may(this.app.me.get(), "edit")
          ? html`<button class="primary" @click=${() => void this.accept(suggestion, what)}>
                ${icon(mdiCheck)}${t("speakers.accept")}
              </button>
              <button @click=${() => void this.dismiss(suggestion)}>${icon(mdiClose)}${t("speakers.dismiss")}</button>`
          : nothing
      }
    `;
  }

  private renderSample(id: number): TemplateResult {
    const label = t("speakers.hear", { name: this.nameOf(id) });
    const play = (): boolean => this.dispatchEvent(new CustomEvent("sample", { detail: id }));
    return html`<button class="round" aria-label=${label} title=${label} @click=${play}>${icon(mdiPlay)}</button>`;
  }

  private nameOf(id: number | null): string {
    const number = this.speakers.find((speaker) => speaker.id === id)?.number;
    return number === undefined ? t("search.unnamed") : t("speakers.numbered", { number: String(number) });
  }

  private async accept({ id }: Suggestion, what: string): Promise<void> {
    const { api, toasts } = this.app;
    await toasts.attempt(async () => {
      const params = { suggestion_id: id };
      const { edit_id } = await api.call("POST /api/speakers/suggestions/{suggestion_id}/accept", { params });
      tellEdits(this.app, t("speakers.accepted", { what }), [edit_id], this.changed);
    });
    this.changed();
  }

  private async dismiss({ id }: Suggestion): Promise<void> {
    const { api, toasts } = this.app;
    await toasts.attempt(async () => {
      const params = { suggestion_id: id };
      const { edit_id } = await api.call("DELETE /api/speakers/suggestions/{suggestion_id}", { params });
      tellEdits(this.app, t("speakers.dismissed"), [edit_id], this.changed);
    });
    this.changed();
  }

  private readonly changed = (): void => {
    this.dispatchEvent(new CustomEvent("changed"));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-speaker-suggestions": SpeakerSuggestions;
  }
}
