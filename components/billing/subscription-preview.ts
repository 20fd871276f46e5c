"use client";

import { useEffect, useState } from "react";
import { runAction } from "@/components/form/run-action";
import { previewChangeAction } from "@/lib/billing/subscriptions/actions";
import type { ChangePreview } from "@/lib/billing/subscriptions/rules/plans";
import type { Change } from "@/lib/billing/subscriptions/schema";
import type { ActionFailure } from "@/lib/core/action-result";

export type PreviewState = {
  loading: boolean;
  preview: ChangePreview | null;
  failure: ActionFailure | null;
  /** Shows a newer plan that the server sent back with a refusal. */
  replace: (preview: ChangePreview) => void;
};

type Answer = { key: string; preview: ChangePreview | null; failure: ActionFailure | null };

/**
 * Asks the server what a change would do, anew whenever the change or the row's version is another. Answers to
 * questions that were overtaken are dropped; a null change asks nothing.
 */
export function usePreview(id: string, rowVersion: number, change: Change | null): PreviewState {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const key = change ? JSON.stringify([id, rowVersion, change]) : null;

  useEffect(() => {
    if (key === null) return;
    let overtaken = false;
    const [, , asked] = JSON.parse(key) as [string, number, Change];
    void runAction(previewChangeAction, { id, change: asked }).then((outcome) => {
      if (overtaken) return;
      setAnswer(
        outcome.ok
          ? { key, preview: outcome.data, failure: null }
          : { key, preview: null, failure: outcome.failure },
      );
    });
    return () => {
      overtaken = true;
    };
  }, [id, key]);

  const current = answer?.key === key ? answer : null;
  return {
    loading: key !== null && current === null,
    preview: current?.preview ?? null,
    failure: current?.failure ?? null,
    replace: (preview) => setAnswer(key === null ? null : { key, preview, failure: null }),
  };
}
