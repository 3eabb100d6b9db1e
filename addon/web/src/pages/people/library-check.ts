import { mdiImageCheck } from "@mdi/js";
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Calibration, Outlier } from "../../api/generated";
import { t } from "../../i18n";
import { percent } from "../../i18n/format";
import { RemoteStore } from "../../state/remote";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { tellEdits } from "../../state/undo";
import "../../ui/notice";
import { whenRead } from "../../ui/remote";
import { buttons, shared } from "../../ui/styles";
import "./calibration-plot";
import { faceUrl } from "./person-picture";

/** What the library says about itself: pictures that disagree with their person, and how well people are told apart. */
@customElement("wf-library-check")
export class LibraryCheck extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr));
        gap: 0.75rem;
        margin: 0.75rem 0 1.5rem;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 5rem 1fr;
        gap: 0.9rem;
        padding: 0.75rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      img {
        width: 5rem;
        height: 5rem;
        object-fit: cover;
        border-radius: 10px;
      }
      p {
        margin: 0.15rem 0 0.5rem;
        color: var(--wf-muted);
      }
      li p {
        font-size: 0.9rem;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  private outliers!: RemoteStore<readonly Outlier[]>;
  private calibration!: RemoteStore<Calibration>;

  constructor() {
    super();
    new Watch(this, () => [this.outliers, this.calibration, this.app.people, this.app.me]);
  }

  override connectedCallback(): void {
    const { api } = this.app;
    this.outliers = new RemoteStore<readonly Outlier[]>(
      async (signal) => (await api.call("GET /api/faces/outliers", { query: { limit: 100 }, signal })).outliers,
    );
    this.calibration = new RemoteStore((signal) => api.call("GET /api/faces/calibration", { signal }));
    super.connectedCallback();
    void this.outliers.load();
    void this.calibration.load();
  }

  protected override render(): TemplateResult {
    return html`
      <h2>${t("outliers.heading")}</h2>
      ${whenRead(this.outliers.get(), this.outliers.load, (outliers) =>
        outliers.length === 0
          ? html`<wf-notice .icon=${mdiImageCheck} heading=${t("outliers.none")}></wf-notice>`
          : html`<p>${t("outliers.text")}</p>
              <ul>
                ${outliers.map((outlier) => html`<li>${this.renderOutlier(outlier)}</li>`)}
              </ul>`,
      )}
      <h2>${t("calibration.heading")}</h2>
      <p>${t("calibration.text")}</p>
      ${whenRead(
        this.calibration.get(),
        this.calibration.load,
        (value) => html`<wf-calibration-plot .value=${value}></wf-calibration-plot>`,
      )}
    `;
  }

  private renderOutlier(outlier: Outlier): TemplateResult {
    const { person_id, face_id } = outlier;
    const name = this.nameOf(person_id);
    return html`
      <img alt=${t("outliers.picture", { name })} loading="lazy" src=${faceUrl(this.app, person_id, face_id)} />
      <div>
        <a href="people/${encodeURIComponent(person_id)}"><bdi>${name}</bdi></a>
        <p>${this.why(outlier)}</p>
        ${
          may(this.app.me.get(), "edit")
            ? html`<button @click=${() => void this.removeFace(outlier)}>${t("person.remove_face")}</button>`
            : html``
        }
      </div>
    `;
  }

  private why({ reason, own, other, other_person_id }: Outlier): string {
    const alike = percent(own ?? 0);
    if (reason !== "like_another" || other_person_id === null) return t("outliers.unlike", { own: alike });
    return t("outliers.like", { own: alike, other: percent(other ?? 0), name: this.nameOf(other_person_id) });
  }

  private nameOf(id: string): string {
    return this.app.people.find(id)?.name ?? t("search.gone");
  }

  private async removeFace({ person_id, face_id }: Outlier): Promise<void> {
    const params = { person_id, face_id };
    const again = (): void => void this.outliers.load();
    await this.app.toasts.attempt(async () => {
      const { edit_id } = await this.app.api.call("DELETE /api/people/{person_id}/faces/{face_id}", { params });
      await this.outliers.load();
      tellEdits(this.app, t("person.face_removed"), [edit_id], again);
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-library-check": LibraryCheck;
  }
}
