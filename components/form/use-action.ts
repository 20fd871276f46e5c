"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { runAction, type ServerAction } from "@/components/form/run-action";
import { showToast } from "@/components/ui/toast";
import type { ActionFailure } from "@/lib/core/action-result";

type Options<Data> = {
  /** What the toast says when it worked; leave it out when the page itself shows it. */
  success?: string | ((data: Data) => string);
  onSuccess?: (data: Data) => void;
  /** Return true when the failure is shown somewhere else; otherwise a toast shows it. */
  onFailure?: (failure: ActionFailure) => boolean | undefined;
};

/** What a failure says to people; the event id stands in the message of internal ones already. */
export function failureText(failure: ActionFailure): string {
  const fields = failure.code === "invalid" ? Object.values(failure.fields ?? {}) : [];
  return fields.length > 0 ? [...new Set(fields)].join(" ") : failure.message;
}

/**
 * Runs an action for a button or a dialog: pending state, toast of success, one place for failures. A session that has
 * ended leads to the sign-in page and back.
 */
export function useAction<Input, Data>(action: ServerAction<Input, Data>, options: Options<Data> = {}) {
  const [pending, startTransition] = useTransition();
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const router = useRouter();

  function run(input: Input) {
    if (pending) return;
    startTransition(async () => {
      setFailure(null);
      const outcome = await runAction(action, input);
      if (outcome.ok) {
        const text = typeof options.success === "function" ? options.success(outcome.data) : options.success;
        if (text) showToast({ tone: "success", text });
        options.onSuccess?.(outcome.data);
        return;
      }
      setFailure(outcome.failure);
      if (outcome.failure.code === "unauthenticated") {
        const here = `${window.location.pathname}${window.location.search}`;
        router.push(`/sign-in?next=${encodeURIComponent(here)}`);
        return;
      }
      if (!options.onFailure?.(outcome.failure)) {
        showToast({ tone: "error", text: failureText(outcome.failure) });
      }
    });
  }

  return { run, pending, failure, clearFailure: () => setFailure(null) };
}
