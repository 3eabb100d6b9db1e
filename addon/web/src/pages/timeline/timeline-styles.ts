import { css } from "lit";

/** Picture and transcript beside each other above the lanes; below each other on phones. */
export const layout = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  header h1 {
    flex: 1;
  }
  .main {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(18rem, 26rem);
    gap: 0.75rem;
    height: clamp(16rem, calc(100dvh - 24rem), 46rem);
  }
  .main.short {
    height: clamp(13rem, calc(100dvh - 34rem), 46rem);
  }
  wf-recording,
  wf-transcript {
    min-height: 0;
    height: 100%;
  }
  .lanes {
    padding: 0.5rem 0.75rem 0.75rem;
    border: 1px solid var(--wf-line);
    border-radius: var(--wf-radius);
    background: var(--wf-card);
  }
  wf-playback-bar {
    margin-bottom: 0.25rem;
  }
  .stage {
    position: relative;
  }
  wf-clip-tools {
    display: block;
    margin-top: 0.5rem;
  }
  .hint {
    margin: 0.5rem 0 0;
    color: var(--wf-muted);
  }
  @media (max-width: 759px) {
    header h1 {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    header {
      display: grid;
      grid-template-columns: minmax(6rem, 1fr) auto;
    }
    header select {
      min-width: 0;
    }
    wf-day-picker {
      grid-row: 2;
      grid-column: 1 / -1;
      justify-content: space-between;
    }
    .main {
      display: contents;
    }
    wf-recording {
      height: auto;
      aspect-ratio: 16 / 9;
    }
    wf-transcript {
      order: 1;
      height: 18rem;
    }
  }
`;
