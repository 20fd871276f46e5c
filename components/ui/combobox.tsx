"use client";

import dynamic from "next/dynamic";
import type { Option } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";

export type ComboboxProps = {
  id?: string;
  options: readonly Option[];
  value: string | null;
  onValueChange: (value: string | null) => void;
  placeholder?: string;
  emptyText?: string;
  disabled?: boolean;
  className?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

// The box keeps its place while the code is on the way.
const ComboboxControl = dynamic(() => import("@/components/ui/combobox-control"), {
  ssr: false,
  loading: () => <Skeleton className="h-8 w-full" />,
});

/** One of many values, found by typing. For fewer than about ten values use `Select`. */
export function Combobox(props: ComboboxProps) {
  return <ComboboxControl {...props} />;
}
