import { css } from "lit";

/** What every element of the panel shares. */
export const shared = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 2px solid var(--wf-accent);
    outline-offset: 2px;
  }
  h1:focus-visible {
    outline: none;
  }
  h1 {
    margin: 0;
    font-size: 1.35rem;
    font-weight: 600;
    letter-spacing: -0.01em;
  }
  h2 {
    margin: 0;
    font-size: 1.05rem;
    font-weight: 600;
  }
  a {
    color: var(--wf-accent);
  }
  .icon {
    width: 1.25rem;
    height: 1.25rem;
    flex: none;
    fill: currentColor;
  }
  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

export const buttons = css`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45rem;
    min-height: 2.5rem;
    padding: 0 0.9rem;
    border: 1px solid var(--wf-line);
    border-radius: 999px;
    background: var(--wf-card);
    color: var(--wf-text);
    font: inherit;
    font-weight: 500;
    text-decoration: none;
    cursor: pointer;
    transition: background var(--wf-quick);
    touch-action: manipulation;
  }
  button:hover:not(:disabled),
  .button:hover {
    background: color-mix(in srgb, var(--wf-text) 7%, var(--wf-card));
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  button.primary,
  .button.primary {
    border-color: transparent;
    background: var(--wf-accent);
    color: var(--wf-on-accent);
  }
  button.danger {
    border-color: transparent;
    background: var(--wf-bad);
    color: var(--wf-card);
  }
  button.plain,
  .button.plain {
    border-color: transparent;
    background: none;
  }
  button.plain:hover:not(:disabled),
  .button.plain:hover {
    background: var(--wf-hover);
  }
  button.round,
  .button.round {
    width: 2.5rem;
    padding: 0;
  }
  button[aria-pressed="true"] {
    border-color: var(--wf-accent);
    background: color-mix(in srgb, var(--wf-accent) 16%, var(--wf-card));
  }
`;

export const fields = css`
  label {
    display: flex;
    flex-direction: column;
    gap: 0.25rem;
    font-weight: 500;
  }
  input,
  select,
  textarea {
    min-height: 2.5rem;
    padding: 0 0.75rem;
    border: 1px solid var(--wf-line);
    border-radius: 8px;
    background: var(--wf-card);
    color: var(--wf-text);
    font: inherit;
  }
`;
