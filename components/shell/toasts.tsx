"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { drainToasts, onToast } from "@/components/ui/toast";

const Toaster = lazy(() => import("@/components/shell/toaster"));

/** Where short messages about finished work appear; its code is fetched with the first message. */
export function Toasts() {
  const [used, setUsed] = useState(false);
  useEffect(() => onToast(() => setUsed(true)), []);
  if (!used) return null;
  return (
    <Suspense>
      <Toaster onReady={drainToasts} />
    </Suspense>
  );
}
