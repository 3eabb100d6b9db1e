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

  private waiting: File[] = [];

  override disconnectedCallback(): void {
    this.waiting = [];
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
      <wf-dialog heading=${t("upload.which")} ?open=${this.choice !== null} @closed=${this.dismissed}>
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
    this.waiting.push(...(this.input.files ?? []));
    this.input.value = "";
    await this.goOn();
  }

  private async pick(file: File, index: number): Promise<void> {
    this.forget();
    this.isBusy = true;
    await this.send(file, index);
    this.isBusy = false;
    await this.goOn();
  }

  /** Nobody of this one; the others follow. */
  private readonly dismissed = (): void => {
    this.forget();
    void this.goOn();
  };

  /** Send one image after the other, until somebody has to say who of several is meant. */
  private async goOn(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    for (let file = this.next(); file !== undefined; file = this.next()) await this.send(file, null);
    this.isBusy = false;
  }

  private next(): File | undefined {
    return this.choice === null ? this.waiting.shift() : undefined;
  }

  private async send(file: File, index: number | null): Promise<void> {
    try {
      const options = { params: { person_id: this.person }, query: { index }, body: file };
      this.added(await this.app.api.call("POST /api/people/{person_id}/faces", options));
    } catch (error) {
      const places = error instanceof ApiError && error.code === "several_faces" ? error.problem.places : [];
      if (places.length > 0) {
        await this.app.toasts.attempt(() => this.ask(file, places));
        return;
      }
      this.app.toasts.failed(error);
      // Of the next one the server may think otherwise; where it does not answer, it does not for them either.
      if (!(error instanceof ApiError)) this.waiting = [];
    }
  }

  private added({ trained, refused, edit_id }: Face): void {
    const text = trained ? t("upload.added") : t("upload.label_only", { reason: refused ?? "" });
    const tell = (): boolean => this.dispatchEvent(new CustomEvent("added"));
    tell();
    tellEdits(this.app, text, [edit_id], tell);
  }

  private async ask(file: File, places: readonly FacePlace[]): Promise<void> {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    if (this.isConnected) this.choice = { file, places, width, height, url: URL.createObjectURL(file) };
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
