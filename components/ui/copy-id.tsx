"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";

type CopyIdProps = {
  value: string;
  /** What it is, for the button's name: "subscription id". */
  label: string;
  /** Shows the first characters only; the whole value is copied. */
  short?: boolean;
  className?: string;
};

/** An identifier with a button that copies it. */
export function CopyId({ value, label, short, className }: CopyIdProps) {
  const [copied, setCopied] = useState(false);

  async function copy() {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  }

  return (
    <span className={cn("inline-flex items-center gap-1", className)}>
      <code title={value} className="break-all font-mono text-xs">
        {short ? value.slice(0, 8) : value}
      </code>
      <button
        type="button"
        onClick={copy}
        aria-label={copied ? `Copied ${label}` : `Copy ${label}`}
        className="grid size-6 place-items-center rounded-md text-ink-subtle hover:bg-hover hover:text-ink"
      >
        {copied ? <Check aria-hidden className="size-3.5" /> : <Copy aria-hidden className="size-3.5" />}
      </button>
      <span aria-live="polite" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
    </span>
  );
}
