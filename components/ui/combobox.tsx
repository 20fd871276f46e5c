"use client";

import dynamic from "next/dynamic";
import type { ComboboxProps } from "@/components/ui/overlay-props";
import { Skeleton } from "@/components/ui/skeleton";

// The box keeps its place while the code is on the way.
const ComboboxControl = dynamic(() => import("@/components/ui/combobox-control"), {
  ssr: false,
  loading: () => <Skeleton className="h-8 w-full" />,
});

/** One of many values, found by typing. For fewer than about ten values use `Select`. */
export function Combobox(props: ComboboxProps) {
  return <ComboboxControl {...props} />;
}
