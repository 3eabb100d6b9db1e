import { mdiLockOutline } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Api } from "../api/client";
import type { LogIn } from "../api/generated";
import { t } from "../i18n";
import { errorText } from "../i18n/errors";
import { icon } from "../ui/icon";
import { buttons, fields, shared } from "../ui/styles";
import type { App } from "./app";

/** Asks for a name and a password at the direct port. Fires `entered` once the browser has its cookie. */
@customElement("wf-login")
export class Login extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      form {
        display: grid;
        gap: 1rem;
        max-width: 24rem;
        margin: 8vh auto;
        padding: 1.5rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      h1 {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      p {
        margin: 0;
      }
      .failed {
        color: var(--wf-bad);
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @state() private isBusy = false;
  @state() private needsSetup = false;
  @state() private failure: unknown = null;

  protected override render(): TemplateResult {
    return html`<form @submit=${this.submitted}>
      <h1>${icon(mdiLockOutline)}${t("login.title")}</h1>
      ${this.needsSetup ? html`<p>${t("login.setup")}</p>` : nothing}
      <label>${t("login.name")}<input name="name" autocomplete="username" required /></label>
      <label>
        ${t("login.password")}
        <input name="password" type="password" autocomplete="current-password" required />
      </label>
      <div role="alert">
        ${this.failure === null ? nothing : html`<p class="failed">${errorText(this.failure)}</p>`}
      </div>
      <button class="primary" ?disabled=${this.isBusy}>${t("login.enter")}</button>
    </form>`;
  }

  protected override firstUpdated(): void {
    void this.learnSetup();
  }

  private async learnSetup(): Promise<void> {
    try {
      this.needsSetup = (await this.app.api.call("GET /api/login")).setup_needed;
    } catch (error) {
      this.failure = error;
    }
  }

  private readonly submitted = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const read = (name: string): string => {
      const value = given.get(name);
      return typeof value === "string" ? value : "";
    };
    this.isBusy = true;
    this.failure = null;
    try {
      await enter(this.app.api, { name: read("name"), password: read("password") });
      this.dispatchEvent(new CustomEvent("entered"));
    } catch (error) {
      this.failure = error;
    }
    this.isBusy = false;
  };
}

/** Log in, and have the browser keep a cookie instead of the tokens, which are forgotten. */
async function enter(api: Api, body: LogIn): Promise<void> {
  const { access_token } = await api.call("POST /api/login", { body });
  const headers = { Authorization: `Bearer ${access_token}` };
  const bearer = new Api({ headers: () => headers, refused: () => undefined });
  await bearer.call("POST /api/session");
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-login": Login;
  }
}
