import { css } from "lit";

/** Where the parts of the search page are: beside each other on wide screens. */
export const layout = css`
  :host {
    display: block;
    max-width: 80rem;
    margin: 0 auto;
  }
  form {
    display: grid;
    gap: 0.9rem;
    margin: 1rem 0 0.5rem;
  }
  .words {
    position: relative;
  }
  .words .icon {
    position: absolute;
    top: 0.85rem;
    left: 0.9rem;
    color: var(--wf-muted);
    pointer-events: none;
  }
  .words input {
    width: 100%;
    min-height: 3rem;
    padding-inline-start: 2.75rem;
    border-radius: 999px;
  }
  .columns {
    display: grid;
    gap: 1rem;
    align-items: start;
  }
  .columns > * {
    min-width: 0;
  }
  .state,
  .backlog {
    min-height: 1.5rem;
    margin: 0.25rem 0 0.5rem;
    color: var(--wf-muted);
  }
  .backlog {
    padding: 0.5rem 0.75rem;
    border-radius: 8px;
    background: color-mix(in srgb, var(--wf-warn) 14%, var(--wf-card));
    color: var(--wf-text);
  }
  .hits {
    display: grid;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .hits li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.25rem;
  }
  @media (max-width: 759px) {
    .hits li {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
  }
  .more {
    display: flex;
    margin: 1rem auto 0;
  }
  wf-moment-player {
    position: sticky;
    z-index: 5;
    top: 0;
  }
  /* Where it would cover all else, as on a screen that is shown twice as large. */
  @media (max-height: 500px) {
    wf-moment-player {
      position: static;
    }
  }
  @media (min-width: 1000px) {
    wf-moment-player {
      top: 4.5rem;
      order: 1;
    }
    .columns:has(wf-moment-player) {
      grid-template-columns: minmax(0, 1fr) 26rem;
    }
  }
`;
