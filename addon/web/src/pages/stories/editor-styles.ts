import { css } from "lit";

export const editorStyles = css`
  :host {
    display: grid;
    gap: 1rem;
    min-width: 0;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
  }
  input.title {
    flex: 1 1 10rem;
    border-color: transparent;
    background: none;
    font-size: 1.35rem;
    font-weight: 600;
  }
  input.title:hover:not([readonly]) {
    border-color: var(--wf-muted);
  }
  .saving {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    margin: -0.75rem 0 0;
    padding-left: 3.8rem;
    color: var(--wf-muted);
    font-size: 0.875rem;
  }
  .saving.trouble {
    color: var(--wf-warn);
    font-weight: 500;
  }
  .main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem;
  }
  .side {
    display: grid;
    align-content: start;
    gap: 0.75rem;
    min-width: 0;
    padding: 1rem;
    border: 1px solid var(--wf-line);
    border-radius: var(--wf-radius);
    background: var(--wf-card);
  }
  section {
    min-width: 0;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem;
    margin-bottom: 0.25rem;
  }
  label.tick {
    flex-direction: row;
    align-items: center;
    gap: 0.5rem;
    min-height: 2rem;
    font-weight: 400;
  }
  summary {
    width: fit-content;
    color: var(--wf-muted);
    cursor: pointer;
  }
  @media (min-width: 1000px) {
    .main {
      grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
    }
  }
`;
