import { mdiAccountQuestion } from "@mdi/js";
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, queryAll, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { App } from "../../app/app";
import type { FaceGroup } from "../../api/generated";
import { t } from "../../i18n";
import { instant } from "../../i18n/format";
import { allPages } from "../../state/pages";
import { RemoteStore } from "../../state/remote";
import { may } from "../../state/rights";
import { Watch, type Unsubscribe } from "../../state/store";
import { tellEdits } from "../../state/undo";
import { personNamed } from "../../state/people";
import "../../ui/notice";
import { whenRead } from "../../ui/remote";
import { buttons, fields, shared } from "../../ui/styles";
import { visitUrl } from "./visit-picture";

const SHOWN = 12;

/** Groups of visits that are probably one person nobody has named yet. A name makes them known. */
@customElement("wf-unknown-groups")
export class UnknownGroups extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      ul {
        display: grid;
        gap: 0.75rem;
        margin: 0.75rem 0;
        padding: 0;
        list-style: none;
      }
      li.group {
        padding: 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      .pictures {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      .pictures button {
        position: relative;
        width: 5rem;
        height: 5rem;
        padding: 0;
        overflow: hidden;
        border-radius: 10px;
      }
      .pictures button[aria-pressed="false"] {
        opacity: 0.35;
      }
      .pictures img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      p {
        margin: 0.5rem 0;
        color: var(--wf-muted);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.5rem;
      }
      label {
        flex: 1;
        min-width: 12rem;
        max-width: 24rem;
      }
      label.others {
        display: flex;
        flex-basis: 100%;
        align-items: center;
        gap: 0.5rem;
        max-width: none;
        font-weight: 400;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @queryAll("input") private readonly names!: NodeListOf<HTMLInputElement>;
  @state() private left: ReadonlySet<number> = new Set();
  private groups!: RemoteStore<readonly FaceGroup[]>;
  private leave: Unsubscribe[] = [];

  constructor() {
    super();
    new Watch(this, () => [this.groups, this.app.people, this.app.cameras, this.app.me]);
  }

  override connectedCallback(): void {
    this.groups = new RemoteStore<readonly FaceGroup[]>((signal) =>
      allPages(
        (cursor) => this.app.api.call("GET /api/faces/groups", { query: { cursor }, signal }),
        (page) => page.groups,
      ),
    );
    super.connectedCallback();
    this.leave = [
      this.app.events.on("resync", this.refresh),
      this.app.events.on("visit", ({ phase }) => {
        if (phase === "ended") this.refresh();
      }),
    ];
    void this.groups.load();
  }

  override disconnectedCallback(): void {
    for (const leave of this.leave.splice(0)) leave();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`
      <h2>${t("groups.heading")}</h2>
      <p>${t("groups.text")}</p>
      <datalist id="people">
        ${(this.app.people.get().value ?? []).map(({ name }) => html`<option value=${name}></option>`)}
      </datalist>
      ${whenRead(this.groups.get(), this.groups.load, (groups) =>
        groups.length === 0
          ? html`<wf-notice .icon=${mdiAccountQuestion} heading=${t("groups.none")} text=${t("groups.none_text")}>
            </wf-notice>`
          : html`<ul>
              ${repeat(
                groups,
                ({ visit_ids }) => Math.min(...visit_ids), // others may join, and the best picture be one of theirs
                (group) => html`<li class="group">${this.renderGroup(group)}</li>`,
              )}
            </ul>`,
      )}
    `;
  }

  private renderGroup(group: FaceGroup): TemplateResult {
    const cameras = group.camera_ids.map((id) => this.app.cameras.find(id)?.name ?? id).join(", ");
    const visits = [group.cover_visit_id, ...group.visit_ids.filter((id) => id !== group.cover_visit_id)];
    const shown = visits.slice(0, SHOWN);
    return html`
      <div class="pictures" role="group" aria-label=${t("groups.pictures")}>
        ${shown.map(
          (id, index) =>
            html`<button
              aria-pressed=${!this.left.has(id)}
              aria-label=${t("groups.picture", { number: index + 1 })}
              title=${t("groups.toggle")}
              @click=${() => this.toggle(id)}
            >
              <img alt="" loading="lazy" src=${visitUrl(this.app, id)} />
            </button>`,
        )}
      </div>
      <p>
        ${t("groups.count", { count: group.count })} · ${cameras} ·
        ${t("groups.seen", { first: instant(group.first_seen_ms), last: instant(group.last_seen_ms) })}
      </p>
      ${
        may(this.app.me.get(), "edit")
          ? html`<form @submit=${(event: SubmitEvent) => void this.name(event, group)}>
              <label>
                ${t("groups.who")}
                <input name="who" list="people" required maxlength="100" autocomplete="off" dir="auto" />
              </label>
              <button class="primary">${t("groups.name")}</button>
              ${
                group.visit_ids.some((id) => this.left.has(id))
                  ? html`<label class="others"> <input type="checkbox" name="others" />${t("groups.others")} </label>`
                  : ""
              }
            </form>`
          : html``
      }
    `;
  }

  /** Read anew, unless somebody is being named: who they are naming must not move away. */
  private readonly refresh = (): void => {
    const isBusy = this.left.size > 0 || [...this.names].some(({ value }) => value !== "");
    if (!isBusy) void this.groups.load();
  };

  private toggle(id: number): void {
    const left = new Set(this.left);
    if (!left.delete(id)) left.add(id);
    this.left = left;
  }

  private async name(event: SubmitEvent, group: FaceGroup): Promise<void> {
    event.preventDefault();
    const fields = (event.target as HTMLFormElement).elements;
    const field = fields.namedItem("who") as HTMLInputElement;
    const others = fields.namedItem("others") as HTMLInputElement | null;
    const name = field.value.trim();
    if (name === "") return;
    const known = await personNamed(this.app.people, name);
    // Who is left out stays unknown, unless somebody says that it is another one.
    const rejected = others?.checked === true ? group.visit_ids.filter((id) => this.left.has(id)) : [];
    const body = {
      visit_ids: group.visit_ids.filter((id) => !this.left.has(id)),
      rejected_visit_ids: rejected,
      ...(known === undefined ? { name } : { person_id: known.id }),
    };
    await this.app.toasts.attempt(async () => {
      const { labels } = await this.app.api.call("POST /api/faces/groups/name", { body });
      const learnt = labels.filter(({ trained }) => trained).length;
      const text = t("groups.named", { name, count: labels.length, learnt });
      tellEdits(
        this.app,
        text,
        labels.map(({ edit_id }) => edit_id),
        () => void this.groups.load(),
      );
      await Promise.all([this.groups.load(), this.app.people.load()]);
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-unknown-groups": UnknownGroups;
  }
}
