/** Small floating boxes: menus, popovers, lists of a combobox. */
export const popupClass =
  "z-50 origin-(--transform-origin) rounded-lg bg-raised text-ink shadow-pop outline-none transition-[opacity,scale] duration-100 " +
  "data-starting-style:scale-[0.97] data-starting-style:opacity-0 data-ending-style:scale-[0.97] data-ending-style:opacity-0";

/** A row inside a floating list. */
export const optionClass =
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-sm outline-none " +
  "data-highlighted:bg-hover data-disabled:cursor-not-allowed data-disabled:text-ink-subtle [&_svg]:size-4 [&_svg]:shrink-0";

/** What darkens the page behind a modal. */
export const backdropClass =
  "fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-starting-style:opacity-0 data-ending-style:opacity-0";
