import { css } from "lit";

/** The head of a part of a page: its heading, and what can be done there. */
export const partHead = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  h2 {
    flex: 1;
  }
`;

/** A framed list of rows. */
export const rows = css`
  .rows {
    margin: 0.5rem 0;
    padding: 0;
    border: 1px solid var(--wf-line);
    border-radius: var(--wf-radius);
    background: var(--wf-card);
    list-style: none;
  }
  .rows:empty {
    display: none;
  }
  .rows > li {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-height: 3rem;
    padding: 0.25rem 0.6rem 0.25rem 1rem;
  }
  .rows > li + li {
    border-top: 1px solid var(--wf-line);
  }
  .rows .what {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .about {
    color: var(--wf-muted);
    font-size: 0.85rem;
  }
`;

/** A grid of pictures, of which several can be chosen. */
export const tiles = css`
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(var(--tile, 9.5rem), 1fr));
    gap: 0.75rem;
    margin: 0.75rem 0;
    padding: 0;
    list-style: none;
  }
  .tiles > li {
    position: relative;
    overflow: hidden;
    border: 1px solid var(--wf-line);
    border-radius: var(--wf-radius);
    background: var(--wf-card);
  }
  .tiles > li:has(:checked),
  .tiles > li.chosen {
    border-color: var(--wf-accent);
    box-shadow: 0 0 0 1px var(--wf-accent);
  }
  .tiles img {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    object-fit: cover;
    background: color-mix(in srgb, var(--wf-text) 10%, var(--wf-card));
  }
  .tiles .tick {
    display: grid;
    position: absolute;
    top: 0.25rem;
    left: 0.25rem;
    place-items: center;
    width: 2rem;
    height: 2rem;
    border-radius: 8px;
    background: color-mix(in srgb, var(--wf-card) 75%, transparent);
  }
  .tiles input {
    width: 1.1rem;
    height: 1.1rem;
    accent-color: var(--wf-accent);
  }
`;

/** What can be done with all that is chosen; it stays in sight. */
export const bulkBar = css`
  .bulk {
    display: flex;
    position: sticky;
    z-index: 2;
    top: 0.5rem;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-top: 0.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--wf-line);
    border-radius: var(--wf-radius);
    background: var(--wf-raised);
  }
  .bulk [role="status"] {
    flex: 1;
    min-width: 7rem;
  }
`;
