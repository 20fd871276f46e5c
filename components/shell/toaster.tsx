"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useEffect } from "react";
import { Toaster as Base, toast } from "sonner";
import type { ToastMessage } from "@/components/ui/toast";

function show({ tone, text }: ToastMessage) {
  if (tone === "error") toast.error(text, { duration: 10_000 });
  else toast.success(text);
}

/** The stack of messages at the bottom right. */
export default function Toaster({ onReady }: { onReady: (show: (message: ToastMessage) => void) => void }) {
  useEffect(() => onReady(show), [onReady]);
  return (
    <Base
      position="bottom-right"
      gap={8}
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-positive-text" />,
        error: <CircleAlert aria-hidden className="size-4 text-danger-text" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full font-sans items-start gap-3 rounded-lg bg-raised p-3 pr-4 text-ink text-sm shadow-pop",
          icon: "mt-0.5 shrink-0",
          content: "grid flex-1 gap-0.5",
          title: "font-medium",
        },
      }}
    />
  );
}
