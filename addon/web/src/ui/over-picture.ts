import { css } from "lit";

/** What lies over a moving picture, in the panel and in the card: what is said, and why there is none. */
export const overPicture = css`
  .cover {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 0.75rem;
    padding: 1rem;
    background: rgb(8 11 10 / 82%);
    text-align: center;
  }
  .cover p,
  .caption {
    margin: 0;
  }
  .caption {
    position: absolute;
    inset: auto 0 5%;
    width: fit-content;
    max-width: 90%;
    margin-inline: auto;
    padding: 0.2rem 0.6rem;
    border-radius: 6px;
    background: rgb(0 0 0 / 76%);
    font-size: clamp(0.9rem, 2.2vw, 1.25rem);
    text-align: center;
    overflow-wrap: anywhere;
    pointer-events: none;
  }
`;
