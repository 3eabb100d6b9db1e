import { mdiArrowLeft, mdiContentSave, mdiDelete } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Rule } from "../../api/generated";
import { t } from "../../i18n";
import { isSame, rebased } from "../../state/drafts";
import { Watch, type Unsubscribe } from "../../state/store";
import { icon } from "../../ui/icon";
import { flawIn, forms, numberField, selectField, textField } from "../../ui/inputs";
import "../../ui/problem";
import { focusFlaw, isAbout, isAboutAny, toldOf, type Told } from "../../ui/problem";
import { buttons, shared } from "../../ui/styles";
import "../../ui/switch";
import "../../ui/week-schedule";
import type { WeekSchedule } from "../../ui/week-schedule";
import { draftOf, editOf, isIncomplete, NEW_RULE, newRuleOf, toggled, type RuleDraft } from "./rule-draft";
import "./try-box";

interface Named {
  id: string;
  name: string;
}

const FIELDS = ["name", "phrases", "sounds_like", "expressions", "languages"];

/** One rule: what it listens for, where and when; a new one without `rule`. Calls `changed` whenever the rules are other ones. */
@customElement("wf-rule-editor")
export class RuleEditor extends LitElement {
  static override styles = [
    shared,
    buttons,
    ...forms,
    css`
      :host {
        display: grid;
        gap: 1rem;
        max-width: 56rem;
        margin: 0 auto;
      }
      header h1 {
        flex: 1;
        overflow-wrap: anywhere;
      }
      .choice {
        flex-direction: row;
        align-items: center;
        gap: 0.6rem;
        min-height: 2.5rem;
        font-weight: 400;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) rule: Rule | null = null;
  @property({ attribute: false }) changed: () => Promise<void> = () => Promise.resolve();
  @state() private draft = NEW_RULE;
  @state() private told: Told | null = null;
  @state() private isSaving = false;
  /** What the draft would be if nobody had changed it here. */
  private begun = NEW_RULE;
  private leave: Unsubscribe = () => undefined;

  constructor() {
    super();
    new Watch(this, () => [this.app.cameras, this.app.people]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.app.people.want();
    this.guard();
  }

  /** For each draft anew: whoever left one unsaved was asked, and is asked no more. */
  private guard(): void {
    this.leave();
    this.leave = this.app.router.guard({ isThere: () => this.isChanged() });
  }

  override disconnectedCallback(): void {
    this.leave();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has("rule")) return;
    const isOther = changes.get("rule")?.id !== this.rule?.id;
    const now = this.rule === null ? NEW_RULE : draftOf(this.rule);
    this.draft = isOther ? now : rebased(this.draft, this.begun, now);
    this.begun = now;
    if (!isOther) return;
    this.told = null;
    this.guard();
  }

  private isChanged(): boolean {
    return !isSame(this.draft, this.begun);
  }

  protected override render(): TemplateResult {
    const { draft, rule } = this;
    return html`
      <header class="row">
        <a class="button plain round" href="rules" aria-label=${t("rules.all")} title=${t("rules.all")}>
          ${icon(mdiArrowLeft)}
        </a>
        <h1>${rule?.name ?? t("rules.add")}</h1>
        ${rule === null ? nothing : html`<button @click=${this.drop}>${icon(mdiDelete)}${t("rules.remove")}</button>`}
      </header>
      <form class="card" @submit=${this.save}>
        ${textField({
          label: t("rules.name"),
          name: "name",
          told: this.told,
          value: draft.name,
          required: true,
          changed: (name) => this.change({ name }),
        })}
        ${
          rule === null
            ? selectField({
                label: t("rules.kind"),
                value: draft.kind,
                options: (["keyword", "speaker", "silence"] as const).map((kind) => [kind, t(`rules.kinds.${kind}`)]),
                changed: (kind) => this.change({ kind }),
              })
            : nothing
        }
        ${this.renderKind()}
        ${this.renderChoices(t("rules.cameras"), t("rules.cameras_text"), this.app.cameras.get().value, "camera_ids")}
        <wf-week-schedule
          label=${t("rules.schedule")}
          .slots=${draft.schedule}
          @change=${(event: Event) => this.change({ schedule: (event.target as WeekSchedule).slots as Rule["schedule"] })}
        ></wf-week-schedule>
        ${numberField({
          label: t("rules.cooldown"),
          hint: t("rules.cooldown_text"),
          value: draft.cooldown_s,
          min: 0,
          max: 86_400,
          changed: (seconds) => seconds !== null && this.change({ cooldown_s: seconds }),
        })}
        <wf-switch
          label=${t("rules.enabled")}
          .checked=${draft.enabled}
          @change=${() => this.change({ enabled: !draft.enabled })}
        ></wf-switch>
        ${
          this.told === null || isAboutAny(this.told, FIELDS)
            ? nothing
            : html`<wf-problem .told=${this.told}></wf-problem>`
        }
        <div class="row">
          <button class="primary" ?disabled=${isIncomplete(draft) || this.isSaving}>
            ${icon(mdiContentSave)}${t("edit.save")}
          </button>
          ${isIncomplete(draft) ? html`<span class="hint">${t(`rules.needs.${draft.kind}`)}</span>` : nothing}
        </div>
      </form>
      ${draft.kind === "keyword" ? html`<wf-try-box .app=${this.app} .draft=${draft}></wf-try-box>` : nothing}
    `;
  }

  private renderKind(): TemplateResult {
    const { draft } = this;
    const people = this.renderChoices(
      t("rules.speakers"),
      t(draft.kind === "speaker" ? "rules.speakers_needed" : "rules.speakers_text"),
      this.app.people.get().value,
      "speakers",
    );
    if (draft.kind === "speaker") return people;
    if (draft.kind === "silence") {
      return numberField({
        label: t("rules.silence"),
        value: draft.silence_minutes,
        min: 1,
        max: 1440,
        changed: (minutes) => this.change({ silence_minutes: minutes ?? 0 }),
      });
    }
    return html`
      ${(["phrases", "sounds_like", "expressions"] as const).map(
        (key) =>
          html`<label>
            ${t(`rules.${key}`)}
            <textarea
              rows="2"
              spellcheck="false"
              aria-invalid=${isAbout(this.told, key) ? "true" : nothing}
              .value=${draft[key]}
              @input=${(event: Event) => this.change({ [key]: (event.target as HTMLTextAreaElement).value })}
            ></textarea>
            ${flawIn(this.told, key) ?? html`<span class="hint">${t(`rules.${key}_text`)}</span>`}
          </label>`,
      )}
      ${textField({
        label: t("rules.languages"),
        hint: t("rules.languages_text"),
        name: "languages",
        told: this.told,
        value: draft.languages,
        changed: (languages) => this.change({ languages }),
      })}
      ${people}
      <wf-switch
        label=${t("rules.early")}
        .checked=${draft.early}
        @change=${() => this.change({ early: !draft.early })}
      ></wf-switch>
    `;
  }

  private renderChoices(
    label: string,
    hint: string,
    items: readonly Named[] | null,
    key: "camera_ids" | "speakers",
  ): TemplateResult {
    const chosen = this.draft[key];
    return html`<fieldset>
      <legend>${label}</legend>
      <p class="hint">${hint}</p>
      ${(items ?? []).map(
        ({ id, name }) =>
          html`<label class="choice">
            <input
              type="checkbox"
              .checked=${chosen.includes(id)}
              @change=${() => this.change({ [key]: toggled(chosen, id) })}
            />
            ${name}
          </label>`,
      )}
      ${items?.length === 0 ? html`<p class="hint">${t("rules.nobody")}</p>` : nothing}
    </fieldset>`;
  }

  private change(change: Partial<RuleDraft>): void {
    this.draft = { ...this.draft, ...change };
    this.told = null;
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isSaving) return;
    const { rule, draft } = this;
    await this.attempt(async () => {
      const body = editOf(this.begun, draft);
      if (rule === null) await this.app.api.call("POST /api/rules", { body: newRuleOf(draft) });
      else if (body !== null) {
        await this.app.api.call("PATCH /api/rules/{rule_id}", { params: { rule_id: rule.id }, body });
      }
      this.app.toasts.done(t("edit.saved"));
    });
  }

  private readonly drop = async (): Promise<void> => {
    const { rule } = this;
    if (rule === null) return;
    await this.attempt(async () => {
      const { name, armed } = rule;
      await this.app.api.call("DELETE /api/rules/{rule_id}", { params: { rule_id: rule.id } });
      this.app.toasts.done(t("rules.removed", { name }), async () => {
        await this.app.api.call("POST /api/rules", { body: { ...newRuleOf(draftOf(rule)), armed } });
        await this.changed();
      });
    });
  };

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.isSaving = true;
    this.told = null;
    try {
      await work();
      void this.changed();
      this.leave();
      this.app.router.go("rules");
    } catch (error) {
      this.told = toldOf(error);
    } finally {
      this.isSaving = false;
    }
    await focusFlaw(this);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-rule-editor": RuleEditor;
  }
}
