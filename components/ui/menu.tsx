"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { lazy, type ReactNode, Suspense, use } from "react";
import { cn } from "@/components/ui/cn";
import { LazyTrigger, useOverlay } from "@/components/ui/lazy-overlay";
import { MenuParts } from "@/components/ui/overlay-parts";
import type { MenuProps } from "@/components/ui/overlay-props";

const load = () => import("@/components/ui/menu-popup");
const MenuPopup = lazy(load);

function useParts() {
  const parts = use(MenuParts);
  if (!parts) throw new Error("The parts of a menu stand inside a Menu.");
  return parts;
}

/** A list of commands under a button: arrow keys move, typing finds, Enter acts. */
export function Menu({ trigger, align = "end", side = "bottom", className, children }: MenuProps) {
  const { isOpen, used, setOpen } = useOverlay({});
  const button = <LazyTrigger trigger={trigger} popup="menu" load={load} onOpen={() => setOpen(true)} />;
  if (!used) return button;
  return (
    <Suspense fallback={button}>
      <MenuPopup
        trigger={trigger}
        open={isOpen}
        onOpenChange={setOpen}
        align={align}
        side={side}
        className={className}
      >
        {children}
      </MenuPopup>
    </Suspense>
  );
}

type MenuItemProps = {
  icon?: ReactNode;
  /** Something short at the right edge, such as a key. */
  detail?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

/** A command of a menu. */
export function MenuItem({ icon, detail, danger, disabled, onSelect, children }: MenuItemProps) {
  const Base = useParts();
  return (
    <Base.Item
      disabled={disabled}
      onClick={onSelect}
      className={cn("option", danger && "text-danger-text data-highlighted:bg-danger-soft")}
    >
      {icon}
      <span className="flex-1">{children}</span>
      {detail}
    </Base.Item>
  );
}

/** A navigation inside a menu. */
export function MenuLink({ href, icon, children }: { href: string; icon?: ReactNode; children: ReactNode }) {
  const Base = useParts();
  return (
    <Base.LinkItem closeOnClick render={<Link href={href} />} className="option">
      {icon}
      <span className="flex-1">{children}</span>
    </Base.LinkItem>
  );
}

type MenuCheckProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
  children: ReactNode;
};

/** A command that is on or off; the menu stays open. */
export function MenuCheck({ checked, onCheckedChange, disabled, children }: MenuCheckProps) {
  const Base = useParts();
  return (
    <Base.CheckboxItem
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next)}
      disabled={disabled}
      closeOnClick={false}
      className="option"
    >
      <span className="grid size-4 place-items-center">
        <Base.CheckboxItemIndicator>
          <Check aria-hidden />
        </Base.CheckboxItemIndicator>
      </span>
      <span className="flex-1">{children}</span>
    </Base.CheckboxItem>
  );
}

type MenuRadioProps<V extends string> = {
  label: string;
  value: V;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: ReactNode; icon?: ReactNode }[];
};

/** One of several commands that exclude each other. */
export function MenuRadio<V extends string>({ label, value, onValueChange, options }: MenuRadioProps<V>) {
  const Base = useParts();
  return (
    <Base.RadioGroup value={value} onValueChange={(next: V) => onValueChange(next)}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} closeOnClick className="option">
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <Base.RadioItemIndicator>
            <Check aria-hidden />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

/** The heading of a group; must stand inside `MenuGroup` or `MenuRadio`. */
export function MenuLabel({ children }: { children: ReactNode }) {
  const Base = useParts();
  return (
    <Base.GroupLabel className="px-2 pt-2 pb-1 font-medium text-ink-muted text-xs">
      {children}
    </Base.GroupLabel>
  );
}

/** A named group of commands. */
export function MenuGroup({ label, children }: { label?: string; children: ReactNode }) {
  const Base = useParts();
  return (
    <Base.Group>
      {label ? <MenuLabel>{label}</MenuLabel> : null}
      {children}
    </Base.Group>
  );
}

/** A line between groups. */
export function MenuSeparator() {
  const Base = useParts();
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}
