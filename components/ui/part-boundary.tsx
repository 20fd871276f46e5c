"use client";

import { RefreshCw, TriangleAlert } from "lucide-react";
import { catchError, type ErrorInfo } from "next/error";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

function Failed({ what }: { what: string }, { error, retry }: ErrorInfo) {
  const digest =
    typeof error === "object" && error !== null && "digest" in error ? String(error.digest) : null;
  return (
    <div role="alert" className="rounded-lg border bg-surface shadow-card">
      <EmptyState
        icon={<TriangleAlert aria-hidden />}
        title={`${what} could not be read`}
        actions={
          <Button onClick={() => retry()}>
            <RefreshCw aria-hidden />
            Try again
          </Button>
        }
      >
        Nothing was changed.{digest ? ` Number of the failure: ${digest}` : null}
      </EmptyState>
    </div>
  );
}

/** Keeps a failure of one part (a list, a card) from taking the whole page; stands around that part's Suspense boundary. */
export const PartBoundary = catchError<{ what: string }>(Failed);
