import { css } from "lit";

/** The ends beside each other, what is said below them, then what can be done. */
export const selectionStyles = css`
  section {
    display: grid;
    gap: 0.5rem;
    padding: 0.6rem 0.75rem;
    border: 1px solid var(--wf-accent);
    border-radius: 8px;
    background: color-mix(in srgb, var(--wf-accent) 7%, var(--wf-card));
  }
  .ends,
  .edge,
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem;
  }
  .ends,
  .actions {
    gap: 0.5rem;
  }
  .edge {
    flex-wrap: nowrap;
  }
  .edge label {
    flex-direction: row;
    align-items: center;
    gap: 0.4rem;
  }
  .edge input {
    width: 7rem;
    min-height: 2.25rem;
    border-color: var(--wf-muted);
    font-variant-numeric: tabular-nums;
  }
  .edge button {
    width: 2.25rem;
    min-height: 2.25rem;
  }
  .length {
    flex: 1;
    color: var(--wf-muted);
    font-variant-numeric: tabular-nums;
  }
  .words {
    display: -webkit-box;
    margin: 0;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow-wrap: anywhere;
  }
  @media (max-width: 759px) {
    .edge {
      flex: 1 1 100%;
      justify-content: space-between;
    }
    .edge label {
      flex: 1;
      justify-content: space-between;
    }
    .actions button {
      flex: 1 1 auto;
    }
  }
`;
