/** Centres a modal, or lets it stand at the bottom edge of a phone. */
export const modalViewportClass =
  "fixed inset-0 z-50 grid place-items-end overflow-y-auto p-0 sm:place-items-center sm:p-6";

/** The box of a modal. */
export const modalBoxClass =
  "flex max-h-[92dvh] w-full flex-col rounded-t-xl bg-raised shadow-modal outline-none transition-[opacity,translate] duration-150 sm:rounded-xl " +
  "data-starting-style:translate-y-2 data-starting-style:opacity-0 data-ending-style:translate-y-2 data-ending-style:opacity-0";
