"use client";

import { parseAsString, useQueryState } from "nuqs";
import { type ReactNode, useTransition } from "react";
import { Sheet } from "@/components/ui/sheet";

/** The drawer of the audit row that the URL names; closing it takes the row out of the URL. */
export function AuditEntrySheet({
  title,
  description,
  children,
}: {
  title: string;
  description: string;
  children: ReactNode;
}) {
  const [closing, startTransition] = useTransition();
  const [, setEntry] = useQueryState(
    "entry",
    parseAsString.withOptions({ shallow: false, scroll: false, history: "push", startTransition }),
  );
  return (
    <Sheet
      open={!closing}
      onOpenChange={(open) => (open ? undefined : void setEntry(null))}
      title={title}
      description={description}
      width="max-w-xl"
    >
      {children}
    </Sheet>
  );
}
