import type { ReactNode } from "react";
import type { OverlayState, Trigger } from "@/components/ui/lazy-overlay";
import type { Option } from "@/components/ui/select";

/** What the half of an overlay that is fetched late gets on top: it never holds the state itself. */
export type Controlled = { open: boolean; onOpenChange: (open: boolean) => void };

export type MenuProps = {
  trigger: Trigger;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "left" | "right";
  className?: string;
  children: ReactNode;
};

export type PopoverProps = OverlayState & {
  trigger: Trigger;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "left" | "right";
  /** Accessible name of the box. */
  label: string;
  className?: string;
  children: ReactNode;
};

export type DialogProps = OverlayState & {
  /** The button that opens it; leave it out when `open` is controlled. */
  trigger?: Trigger;
  title: ReactNode;
  description?: ReactNode;
  width?: "sm" | "md" | "lg" | "xl";
  /** Buttons at the bottom right; wrap a plain closing button in `DialogClose`. */
  footer?: ReactNode;
  /** True while leaving would lose work: a press outside does not close it. */
  keepOpen?: boolean;
  children?: ReactNode;
};

export type SheetProps = OverlayState & {
  trigger?: Trigger;
  title: ReactNode;
  description?: ReactNode;
  /** Hides the visible heading (the title stays for screen readers), for sheets that bring their own. */
  bare?: boolean;
  side?: "left" | "right";
  width?: string;
  footer?: ReactNode;
  children: ReactNode;
};

export type ConfirmDialogProps = {
  trigger?: Trigger;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, in a sentence. */
  description: ReactNode;
  /** The verb on the button, such as "Cancel subscription". */
  confirmLabel: string;
  /** The other button, where "Cancel" could be misread. */
  dismissLabel?: string;
  /** Red button: the action destroys something or takes money. */
  danger?: boolean;
  /** Words that must be typed before it can be confirmed, for what cannot be undone. */
  phrase?: string;
  /** Asks for a reason of at least three characters, which the audit log keeps. */
  reason?: boolean;
  pending?: boolean;
  error?: string;
  width?: "max-w-md" | "max-w-xl" | "max-w-3xl";
  onConfirm: (reason: string) => void;
  /** The preview: what exactly changes. */
  children?: ReactNode;
};

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
