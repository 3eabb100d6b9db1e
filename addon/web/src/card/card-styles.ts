import { css } from "lit";

/** The card's frame: it fills the rows that it is given, and is as high as its parts where it is given none. */
export const card = css`
  :host {
    display: block;
    height: 100%;
  }
  ha-card {
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden;
  }
  .head {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
    padding-block: 0.35rem;
    padding-inline: 0.75rem 0.35rem;
  }
  h2,
  .camera {
    flex: 1;
    min-width: 6rem;
  }
  h2 {
    overflow: hidden;
    text-align: left; /* a name of any language begins where the card does */
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  select {
    max-width: 11rem;
    min-height: 2.25rem;
    padding: 0 0.4rem;
  }
  .views {
    display: flex;
    margin-inline-start: auto;
  }
  .views .round {
    width: 2.25rem;
    min-height: 2.25rem;
  }
  .problem {
    display: grid;
    flex: 1;
    place-content: center;
    min-height: 7rem;
    margin: 0;
    padding: 1rem;
    text-align: center;
  }
  .problem[passing] {
    flex: none;
    min-height: 0;
    padding: 0.35rem 0.75rem;
    background: color-mix(in srgb, var(--wf-warn) 20%, transparent);
  }
`;
