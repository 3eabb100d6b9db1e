import { css } from "lit";

export const trimStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  .track {
    position: relative;
    height: 4rem;
    margin: 0 12px;
    border: 1px solid var(--wf-line);
    border-radius: 8px;
    background: color-mix(in srgb, var(--wf-text) 5%, var(--wf-card));
    cursor: crosshair;
    touch-action: none;
    user-select: none;
  }
  .words {
    position: absolute;
    inset: 0;
    overflow: hidden;
    border-radius: 7px;
  }
  .words span {
    position: absolute;
    top: 1.25rem;
    height: 1.5rem;
    min-width: 1px;
    overflow: hidden;
    padding: 0 1px;
    border-left: 1px solid var(--wf-lane-speech);
    border-radius: 2px;
    background: color-mix(in srgb, var(--wf-lane-speech) 22%, transparent);
    font-size: 0.75rem;
    line-height: 1.5rem;
    text-overflow: clip;
    white-space: nowrap;
  }
  .kept {
    position: absolute;
    inset: -1px auto;
    border-block: 2px solid var(--wf-accent);
    background: color-mix(in srgb, var(--wf-accent) 15%, transparent);
    pointer-events: none;
  }
  .playhead {
    position: absolute;
    inset: -4px auto -4px;
    width: 2px;
    margin-left: -1px;
    background: var(--wf-bad);
    pointer-events: none;
  }
  .handle {
    position: absolute;
    top: -1px;
    bottom: -1px;
    width: 24px;
    margin-left: -12px;
    cursor: ew-resize;
    touch-action: none;
  }
  .handle::after {
    content: "";
    position: absolute;
    inset: 0 auto 0 0;
    width: 12px;
    border-radius: 6px 0 0 6px;
    background: linear-gradient(var(--wf-on-accent), var(--wf-on-accent)) center / 2px 45% no-repeat var(--wf-accent);
  }
  .handle.end::after {
    inset: 0 0 0 auto;
    border-radius: 0 6px 6px 0;
  }
  .handle[aria-disabled="true"] {
    cursor: default;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    margin: 0.15rem 12px 0.5rem;
    color: var(--wf-muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .edges {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1.25rem;
  }
  .edge {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem;
  }
  .name {
    min-width: 2.75rem;
    font-weight: 500;
  }
  .edge button {
    flex: none;
  }
  input {
    width: 7.5rem;
    border-color: var(--wf-muted);
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .length {
    margin: 0;
    color: var(--wf-muted);
    font-variant-numeric: tabular-nums;
  }
  @media (max-width: 420px) {
    .here {
      padding: 0 0.6rem;
    }
    input {
      width: 6.5rem;
      padding: 0 0.25rem;
    }
  }
`;
