"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ConfirmDialogProps } from "@/components/ui/overlay-props";
import { Textarea } from "@/components/ui/textarea";

/** The part of `ConfirmDialog` that needs the library; fetched when one is about to open. */
export default function ConfirmPopup({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  width,
  ...rest
}: ConfirmDialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Viewport className="modal-view">
          <Base.Popup className={cn("modal-box", width ?? "max-w-md")}>
            <header className="grid gap-1 px-5 pt-4 pb-3">
              <Base.Title className="font-semibold text-lg">{title}</Base.Title>
              <Base.Description className="text-ink-muted text-sm">{description}</Base.Description>
            </header>
            <ConfirmForm {...rest} />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

type ConfirmFormProps = Pick<
  ConfirmDialogProps,
  | "confirmLabel"
  | "dismissLabel"
  | "danger"
  | "phrase"
  | "reason"
  | "pending"
  | "error"
  | "onConfirm"
  | "children"
>;

// Mounted with the open dialog only, so that a second opening starts empty.
function ConfirmForm({
  confirmLabel,
  dismissLabel = "Cancel",
  danger,
  phrase,
  reason,
  pending,
  error,
  onConfirm,
  children,
}: ConfirmFormProps) {
  const [typed, setTyped] = useState("");
  const [why, setWhy] = useState("");
  const [tried, setTried] = useState(false);
  const id = useId();
  const wrongPhrase = phrase !== undefined && typed.trim() !== phrase;
  const noReason = reason === true && why.trim().length < 3;

  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if (!wrongPhrase && !noReason && !pending) onConfirm(why.trim());
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <div className="thin-scroll grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-5 pb-5">
        {children}
        {error ? <Callout tone="error" live title={error} /> : null}
        {reason ? (
          <Field
            id={`${id}-reason`}
            label="Reason"
            hint="Kept in the audit log."
            required
            error={tried && noReason ? "Say why, so that others understand it later." : undefined}
          >
            <Textarea
              id={`${id}-reason`}
              rows={2}
              maxLength={500}
              value={why}
              aria-invalid={tried && noReason ? true : undefined}
              aria-describedby={`${id}-reason-hint`}
              onChange={(event) => setWhy(event.target.value)}
            />
          </Field>
        ) : null}
        {phrase ? (
          <Field
            id={`${id}-phrase`}
            label={
              <>
                Type <span className="select-all rounded-sm bg-neutral-soft px-1 font-mono">{phrase}</span> to
                confirm
              </>
            }
            error={tried && wrongPhrase ? "This is not the text above." : undefined}
          >
            <Input
              id={`${id}-phrase`}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              value={typed}
              aria-invalid={tried && wrongPhrase ? true : undefined}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
        ) : null}
      </div>
      <footer className="flex flex-wrap justify-end gap-2 border-t bg-sunken px-5 py-3 sm:rounded-b-xl">
        <Base.Close render={<Button disabled={pending}>{dismissLabel}</Button>} />
        <Button type="submit" variant={danger ? "danger" : "primary"} pending={pending}>
          {confirmLabel}
        </Button>
      </footer>
    </form>
  );
}
