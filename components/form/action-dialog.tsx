"use client";

import { type ReactElement, type ReactNode, useState } from "react";
import type { ServerAction } from "@/components/form/run-action";
import { failureText, useAction } from "@/components/form/use-action";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ConfirmDialogProps } from "@/components/ui/overlay-props";

type ActionDialogProps<Input, Data> = Pick<
  ConfirmDialogProps,
  "title" | "description" | "confirmLabel" | "danger" | "phrase" | "reason" | "width"
> & {
  trigger: ReactElement<Record<string, unknown>>;
  action: ServerAction<Input, Data>;
  /** Makes the input of the action; the reason is empty when none is asked for. */
  input: (reason: string) => Input;
  success?: string | ((data: Data) => string);
  onSuccess?: (data: Data) => void;
  children?: ReactNode;
};

/** A button that asks before it runs an action. Failures stay in the dialog, success closes it. */
export function ActionDialog<Input, Data>(props: ActionDialogProps<Input, Data>) {
  const { action, input, success, onSuccess, ...rest } = props;
  const [open, setOpen] = useState(false);
  const run = useAction(action, {
    success,
    onFailure: () => true,
    onSuccess: (data) => {
      setOpen(false);
      onSuccess?.(data);
    },
  });
  return (
    <ConfirmDialog
      {...rest}
      open={open}
      onOpenChange={(next) => {
        run.clearFailure();
        setOpen(next);
      }}
      pending={run.pending}
      error={run.failure ? failureText(run.failure) : undefined}
      onConfirm={(reason) => run.run(input(reason))}
    />
  );
}
