import { mdiAccount } from "@mdi/js";
import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Face, Person } from "../../api/generated";
import { icon } from "../../ui/icon";
import { shared } from "../../ui/styles";

/** The best picture of a person; an outline of somebody without one. It asks for it when it comes into view. */
@customElement("wf-person-picture")
export class PersonPicture extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        place-items: center;
        aspect-ratio: 1;
        overflow: hidden;
        border-radius: 50%;
        background: color-mix(in srgb, var(--wf-accent) 14%, var(--wf-card));
        color: var(--wf-muted);
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      .icon {
        width: 60%;
        height: 60%;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) person!: Person;
  @state() private source: string | null = null;
  private readonly seen = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) void this.look();
  });

  override disconnectedCallback(): void {
    this.seen.disconnect();
    super.disconnectedCallback();
  }

  protected override updated(changes: PropertyValues<this>): void {
    const before = changes.get("person");
    const isSame = before?.id === this.person.id && before.face_count === this.person.face_count;
    if (!changes.has("person") || isSame) return;
    this.source = null;
    this.seen.disconnect();
    if (this.person.face_count > 0) this.seen.observe(this);
  }

  protected override render(): TemplateResult {
    if (this.source === null) return html`${icon(mdiAccount)}`;
    return html`<img alt="" src=${this.source} @error=${() => (this.source = null)} />`;
  }

  private async look(): Promise<void> {
    this.seen.disconnect();
    const params = { person_id: this.person.id };
    try {
      const { faces } = await this.app.api.call("GET /api/people/{person_id}/faces", { params });
      const face = bestOf(faces);
      if (face !== null) this.source = faceUrl(this.app, face.person_id, face.id);
    } catch {
      // A person without a picture is still shown by name; the page tells of a server that does not answer.
    }
  }
}

/** Return the face that shows somebody best: one that is learnt from, of the highest quality. */
export function bestOf(faces: readonly Face[]): Face | null {
  const worth = ({ trained, quality }: Face): number => quality + (trained ? 1 : 0);
  return faces.toSorted((one, other) => worth(other) - worth(one))[0] ?? null;
}

export function faceUrl(app: App, person_id: string, face_id: number): string {
  return app.api.url("GET /api/people/{person_id}/faces/{face_id}/image.jpg", { params: { person_id, face_id } });
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-person-picture": PersonPicture;
  }
}
