import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { App } from "../app/app";
import type { Place } from "../router";
import { buttons, shared } from "./styles";

/** Base of every page. One that cannot be rendered tells so, and the rest of the panel goes on. */
export abstract class Page extends LitElement {
  static override styles = [shared, buttons];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) place!: Place;

  protected override performUpdate(): void {
    try {
      super.performUpdate();
    } catch (error) {
      this.dispatchEvent(new CustomEvent("page-failed", { detail: error, bubbles: true, composed: true }));
    }
  }
}
