import { css } from "lit";
import { overPicture } from "../ui/over-picture";

/** Home Assistant's theme under the names that the panel's elements use. */
export const theme = css`
  :host {
    --wf-accent: var(--primary-color);
    --wf-on-accent: var(--text-primary-color, #fff);
    --wf-page: var(--primary-background-color, #fafafa);
    --wf-card: var(--ha-card-background, var(--card-background-color, #fff));
    --wf-raised: var(--card-background-color, #fff);
    --wf-text: var(--primary-text-color, #212121);
    --wf-muted: color-mix(in srgb, var(--wf-text) 78%, var(--wf-raised));
    --wf-line: var(--divider-color, #e0e0e0);
    --wf-hover: color-mix(in srgb, var(--wf-text) 7%, transparent);
    --wf-warn: #8a5a00;
    --wf-bad: #b3261e;
    --wf-lane-recording: #3b7dbd;
    --wf-lane-motion: #b9770e;
    --wf-lane-speech: #7a52c7;
    --wf-lane-faces: #c2477f;
    --wf-shadow: 0 1px 2px rgb(0 0 0 / 12%), 0 4px 16px rgb(0 0 0 / 12%);
    --wf-radius: 10px;
    --wf-quick: 140ms;
    color: var(--wf-text);
  }
  :host([dark]) {
    --wf-warn: #f0b95a;
    --wf-bad: #ff9a91;
    --wf-lane-recording: #6cb0ee;
    --wf-lane-motion: #e6ae50;
    --wf-lane-speech: #b79cf2;
    --wf-lane-faces: #ef8fb9;
  }
`;

/** The picture of a camera, and what lies over it. */
export const picture = css`
  ${overPicture}
  .picture {
    position: relative;
    flex: 1 1 auto;
    min-height: 7rem;
    aspect-ratio: 16 / 9;
    overflow: hidden;
    background: #0b0e0d;
    color: #e7edea;
  }
  .picture video,
  .picture > img {
    position: absolute;
    inset: 0;
    display: block;
    width: 100%;
    height: 100%;
    object-fit: contain;
  }
  .picture ::slotted(.invitation) {
    position: absolute;
    inset: 0;
    width: fit-content;
    height: fit-content;
    margin: auto;
    padding: 0 1rem;
    color: #fff;
    text-align: center;
  }
  .picture ::slotted(button.invitation) {
    border-color: rgb(255 255 255 / 40%);
    background: rgb(0 0 0 / 76%);
  }
  .caption {
    font-size: inherit; /* a card is not as wide as its window */
  }
  .picture > .missing {
    visibility: hidden; /* the note over it tells why; a browser's sign for it would tell no more */
  }
  .picture .over {
    position: absolute;
    inset: 0 0 auto;
  }
  .note {
    margin: 0;
    padding: 0.3rem 0.75rem;
    background: rgb(0 0 0 / 76%);
    color: #fff;
    font-size: 0.8125rem;
  }
  .chips {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 0.35rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .chips li,
  .chips button {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    min-height: 1.75rem;
    padding: 0 0.7rem;
    border-radius: 999px;
    font-size: 0.8125rem;
  }
  .chips li:has(button) {
    padding: 0;
  }
  .picture .chips {
    margin: 0.5rem;
  }
  .picture .chips li {
    background: rgb(0 0 0 / 76%);
    color: #fff;
  }
  .chips img {
    width: 1.5rem;
    height: 1.5rem;
    margin-inline-start: -0.45rem;
    border-radius: 50%;
    object-fit: cover;
  }
`;
