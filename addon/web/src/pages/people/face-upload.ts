import { mdiImagePlus } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import { ApiError } from "../../api/errors";
import type { Face, FacePlace } from "../../api/generated";
import { t } from "../../i18n";
import { tellEdits } from "../../state/undo";
import "../../ui/dialog";
import { icon } from "../../ui/icon";
import { buttons, shared } from "../../ui/styles";

interface Choice {
  file: File;
  url: string;
  places: readonly FacePlace[];
  width: number;
  height: number;
}

/** Takes in photographs of a person; where one has several faces, it asks which is meant. Fires `added`. */
@customElement("wf-face-upload")
export class FaceUpload extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      input {
        display: none;
      }
      .image {
        position: relative;
      }
      img {
        display: block;
        width: 100%;
      }
      button.face {
        position: absolute;
        min-height: 0;
        padding: 0;
        border: 3px solid var(--wf-accent);
        border-radius: 6px;
        background: none;
        color: #fff;
        font-weight: 700;
        text-shadow: 0 0 4px #000;
        outline-offset: 3px;
      }
      button.face:hover {
        background: color-mix(in srgb, var(--wf-accent) 30%, transparent);
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property() person = "";
  @state() private isBusy = false;
  @state() private choice: Choice | null = null;
  @query("input") private readonly input!: HTMLInputElement;

  override disconnectedCallback(): void {
    this.forget();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`
      <button ?disabled=${this.isBusy} @click=${() => this.input.click()}>
        ${icon(mdiImagePlus)}${t(this.isBusy ? "upload.busy" : "upload.add")}
      </button>
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        aria-label=${t("upload.add")}
        @change=${() => void this.chosen()}
      />
      <wf-dialog heading=${t("upload.which")} ?open=${this.choice !== null} @closed=${this.forget}>
        ${this.choice === null ? nothing : this.renderChoice(this.choice)}
      </wf-dialog>
    `;
  }

  private renderChoice({ url, places, width, height, file }: Choice): TemplateResult {
    const share = (part: number, whole: number): string => `${(100 * part) / whole}%`;
    return html`<p>${t("upload.which_text")}</p>
      <div class="image">
        <img alt=${file.name} src=${url} />
        ${places.map(
          (place) =>
            html`<button
              class="face"
              aria-label=${t("upload.face", { number: place.index + 1 })}
              style="left:${share(place.x, width)};top:${share(place.y, height)};width:${share(place.width, width)};height:${share(place.height, height)}"
              @click=${() => void this.pick(file, place.index)}
            >
              ${place.index + 1}
            </button>`,
        )}
      </div>`;
  }

  private async chosen(): Promise<void> {
    this.isBusy = true;
    for (const file of [...(this.input.files ?? [])]) {
      if (!(await this.send(file, null))) break; // one is being asked about, or the server says why not
    }
    this.input.value = "";
    this.isBusy = false;
  }

  private async pick(file: File, index: number): Promise<void> {
    this.forget();
    this.isBusy = true;
    await this.send(file, index);
    this.isBusy = false;
  }

  /** Send one image, and return whether the next one can follow. */
  private async send(file: File, index: number | null): Promise<boolean> {
    try {
      const options = { params: { person_id: this.person }, query: { index }, body: file };
      this.added(await this.app.api.call("POST /api/people/{person_id}/faces", options));
      return true;
    } catch (error) {
      const places = error instanceof ApiError && error.code === "several_faces" ? error.problem.places : [];
      if (places.length === 0) this.app.toasts.failed(error);
      else await this.ask(file, places);
      return false;
    }
  }

  private added({ trained, refused, edit_id }: Face): void {
    const text = trained ? t("upload.added") : t("upload.label_only", { reason: refused ?? "" });
    const tell = (): boolean => this.dispatchEvent(new CustomEvent("added"));
    tell();
    tellEdits(this.app, text, [edit_id], tell);
  }

  private async ask(file: File, places: readonly FacePlace[]): Promise<void> {
    const { width, height } = await createImageBitmap(file);
    this.choice = { file, places, width, height, url: URL.createObjectURL(file) };
  }

  private readonly forget = (): void => {
    if (this.choice !== null) URL.revokeObjectURL(this.choice.url);
    this.choice = null;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-face-upload": FaceUpload;
  }
}
