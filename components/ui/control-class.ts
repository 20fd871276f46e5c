/** The box shared by text-like controls: 32 px high, border of 3:1 contrast, error state by `aria-invalid`. */
export const controlClass =
  "w-full min-w-0 rounded-md border border-line-control bg-surface px-2.5 text-base text-ink transition-colors " +
  "hover:border-ink-subtle focus-visible:border-focus focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-focus " +
  "disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-subtle disabled:border-line-strong " +
  "aria-invalid:border-danger aria-invalid:focus-visible:outline-danger";
