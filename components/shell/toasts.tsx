"use client";

import { CircleAlert, CircleCheck, Info, LoaderCircle, TriangleAlert } from "lucide-react";
import { Toaster } from "sonner";

/** Where short messages about finished work appear; errors that need reading stand in the page instead. */
export function Toasts() {
  return (
    <Toaster
      position="bottom-right"
      gap={8}
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-positive-text" />,
        error: <CircleAlert aria-hidden className="size-4 text-danger-text" />,
        warning: <TriangleAlert aria-hidden className="size-4 text-warning-text" />,
        info: <Info aria-hidden className="size-4 text-info-text" />,
        loading: <LoaderCircle aria-hidden className="size-4 animate-spin text-ink-muted" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full font-sans items-start gap-3 rounded-lg bg-raised p-3 pr-4 text-ink text-sm shadow-pop",
          icon: "mt-0.5 shrink-0",
          content: "grid flex-1 gap-0.5",
          title: "font-medium",
          description: "text-ink-muted",
          actionButton: "shrink-0 rounded-md px-2 py-0.5 font-medium text-accent-text hover:bg-hover",
          cancelButton: "shrink-0 rounded-md px-2 py-0.5 text-ink-muted hover:bg-hover",
        },
      }}
    />
  );
}
