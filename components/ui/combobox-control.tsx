"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import { cn } from "@/components/ui/cn";
import type { ComboboxProps } from "@/components/ui/overlay-props";
import type { Option } from "@/components/ui/select";

/** The part of `Combobox` that needs the library; fetched after the page is shown. */
export default function ComboboxControl({
  id,
  options,
  value,
  onValueChange,
  placeholder,
  emptyText,
  ...rest
}: ComboboxProps) {
  const { disabled, className, ...aria } = rest;
  const selected = options.find((option) => option.value === value) ?? null;
  return (
    <Base.Root
      items={options}
      value={selected}
      onValueChange={(next: Option | null) => onValueChange(next?.value ?? null)}
      itemToStringLabel={(option: Option) => option.label}
      filter={(option: Option, query) => startsAWord(option.label, query)}
      isItemEqualToValue={(a: Option, b: Option) => a.value === b.value}
      disabled={disabled}
    >
      <div className={cn("relative", className)}>
        <Base.Input id={id} placeholder={placeholder ?? "Type to find"} className="control pr-14" {...aria} />
        <div className="absolute inset-y-0 right-0.5 flex items-center">
          <Base.Clear aria-label="Clear" className={buttonClass("ghost", "icon-sm", "size-6")}>
            <X aria-hidden />
          </Base.Clear>
          <Base.Trigger aria-label="Show choices" className={buttonClass("ghost", "icon-sm", "size-6")}>
            <ChevronsUpDown aria-hidden />
          </Base.Trigger>
        </div>
      </div>
      <Base.Portal>
        <Base.Positioner sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup className={"popup w-(--anchor-width) min-w-48"}>
            <Base.Empty className="px-3 py-2 text-ink-muted text-sm empty:hidden">
              {emptyText ?? "Nothing matches."}
            </Base.Empty>
            <Base.List className="thin-scroll max-h-[min(18rem,var(--available-height))] overflow-y-auto p-1 empty:p-0">
              {(option: Option) => (
                <Base.Item key={option.value} value={option} disabled={option.disabled} className="option">
                  <span className="flex-1">{option.label}</span>
                  <Base.ItemIndicator>
                    <Check aria-hidden />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Whether any word of a label starts with what was typed: "us" finds "United States (US)" and not "Australia". */
function startsAWord(label: string, query: string): boolean {
  const text = label.toLowerCase();
  const typed = query.trim().toLowerCase();
  for (let at = text.indexOf(typed); at >= 0; at = text.indexOf(typed, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
    if (typed === "") return true;
  }
  return false;
}
