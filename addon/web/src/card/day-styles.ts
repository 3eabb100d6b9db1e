import { css } from "lit";

/** How the parts of some recorded hours share the card. */
export const day = css`
  :host {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 0.5rem;
    min-height: 0;
    padding-bottom: 0.5rem;
  }
  .controls,
  .chips,
  wf-card-search {
    padding-inline: 0.75rem;
  }
  .controls {
    flex: none;
  }
  .bar {
    display: flex;
    align-items: center;
    margin-bottom: 0.25rem;
  }
  .bar .time {
    flex: 1;
    padding: 0 0.4rem;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  .bar button.round {
    width: 2.25rem;
    min-height: 2.25rem;
  }
  wf-transcript {
    flex: 1 1 14rem;
    min-height: 8rem;
    max-height: var(--wf-transcript-height, 26rem);
    margin-inline: 0.75rem;
  }
  .wait {
    margin: 0;
    padding: 0.75rem;
    color: var(--wf-muted);
  }
  .problem {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
    color: var(--wf-text);
  }
`;
