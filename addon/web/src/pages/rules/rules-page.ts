import { mdiBellOff, mdiBellRing, mdiLockOutline, mdiMessageAlert, mdiPlus } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Rule } from "../../api/generated";
import { t } from "../../i18n";
import { errorText } from "../../i18n/errors";
import { RemoteStore } from "../../state/remote";
import { may } from "../../state/rights";
import { Watch, type Unsubscribe } from "../../state/store";
import { icon } from "../../ui/icon";
import "../../ui/notice";
import { Page } from "../../ui/page";
import "../../ui/switch";
import "./alert-list";
import "./rule-editor";

/** What the address says instead of a rule's id. */
const ADD = "add";

/** Rules that raise an alert, whether they are armed, and what they told. */
@customElement("wf-rules-page")
export class RulesPage extends Page {
  static override styles = [
    ...Page.styles,
    css`
      header,
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
      header {
        justify-content: space-between;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr));
        gap: 1rem;
        margin: 1rem 0 1.5rem;
        padding: 0;
        list-style: none;
      }
      li {
        padding: 0.75rem 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      p {
        margin: 0.25rem 0 0;
        color: var(--wf-muted);
        font-size: 0.9375rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  private readonly rules = new RemoteStore<readonly Rule[]>(
    async (signal) => (await this.app.api.call("GET /api/rules", { signal })).rules,
  );

  private leave: readonly Unsubscribe[] = [];

  constructor() {
    super();
    new Watch(this, () => [this.rules, this.app.me]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = (["rules", "resync"] as const).map((kind) => this.app.events.on(kind, () => void this.rules.load()));
    void this.rules.load();
  }

  override disconnectedCallback(): void {
    for (const leave of this.leave) leave();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const id = this.place.params["rule"];
    const { value: rules, error } = this.rules.get();
    const me = this.app.me.get();
    if (rules === null || me === null) return this.renderNothingYet(error);
    if (id === undefined) return this.renderAll(rules);
    const rule = rules.find((item) => item.id === id) ?? null;
    if (!may(me, "edit")) return this.renderNotice(t("errors.forbidden"));
    if (rule === null && id !== ADD) return this.renderNotice(t("rules.gone"));
    return html`<wf-rule-editor .app=${this.app} .rule=${rule} .changed=${this.rules.load}></wf-rule-editor>`;
  }

  private renderAll(rules: readonly Rule[]): TemplateResult {
    const canEdit = may(this.app.me.get(), "edit");
    const canArm = may(this.app.me.get(), "control");
    return html`
      <header>
        <h1>${t("nav.rules")}</h1>
        <div class="actions">
          ${
            canArm && rules.length > 1
              ? html`<button @click=${() => void this.arm(true)}>${icon(mdiBellRing)}${t("rules.arm_all")}</button>
                  <button @click=${() => void this.arm(false)}>${icon(mdiBellOff)}${t("rules.disarm_all")}</button>`
              : nothing
          }
          ${canEdit ? html`<a class="button primary" href="rules/add">${icon(mdiPlus)}${t("rules.add")}</a>` : nothing}
        </div>
      </header>
      ${
        rules.length === 0
          ? html`<wf-notice
              .icon=${mdiMessageAlert}
              heading=${t("rules.none")}
              text=${t("rules.none_text")}
            ></wf-notice>`
          : html`<ul>
              ${rules.map((rule) => this.renderRule(rule, canEdit, canArm))}
            </ul>`
      }
      <wf-alert-list .app=${this.app}></wf-alert-list>
    `;
  }

  private renderRule(rule: Rule, canEdit: boolean, canArm: boolean): TemplateResult {
    return html`<li>
      <h2>${canEdit ? html`<a href="rules/${encodeURIComponent(rule.id)}">${rule.name}</a>` : rule.name}</h2>
      <p>${describe(rule)}</p>
      ${rule.enabled ? nothing : html`<p>${t("rules.disabled")}</p>`}
      <wf-switch
        label=${t("rules.armed")}
        .checked=${rule.armed}
        ?disabled=${!canArm}
        @change=${() => void this.arm(!rule.armed, [rule.id])}
      ></wf-switch>
    </li>`;
  }

  private async arm(armed: boolean, rule_ids?: string[]): Promise<void> {
    const body = rule_ids === undefined ? { armed } : { armed, rule_ids };
    await this.app.toasts.attempt(() => this.app.api.call("POST /api/rules/arm", { body }));
    await this.rules.load();
  }

  private renderNotice(heading: string): TemplateResult {
    return html`<h1 class="hidden-text">${heading}</h1>
      <wf-notice .icon=${mdiLockOutline} heading=${heading}>
        <a class="button primary" href="rules">${t("rules.all")}</a>
      </wf-notice>`;
  }

  private renderNothingYet(error: Error | null): TemplateResult {
    return html`<h1>${t("nav.rules")}</h1>
      ${
        error === null
          ? html`<p role="status">${t("loading")}</p>`
          : html`<wf-notice .icon=${mdiMessageAlert} heading=${t("failure.title")} text=${errorText(error)}>
              <button class="primary" @click=${this.rules.load}>${t("failure.retry")}</button>
            </wf-notice>`
      }`;
  }
}

/** Return in a few words what a rule waits for. */
function describe(rule: Rule): string {
  const words = [...rule.phrases, ...rule.sounds_like, ...rule.expressions];
  if (rule.kind === "silence") return t("rules.is_silence", { count: rule.silence_minutes });
  return rule.kind === "speaker" ? t("rules.kinds.speaker") : words.map((word) => `“${word}”`).join(", ");
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-rules-page": RulesPage;
  }
}
