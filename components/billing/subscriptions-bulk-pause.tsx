"use client";

import { CirclePause } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Selection } from "@/components/data-table/list-spec";
import { failureText, useAction } from "@/components/form/use-action";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { bulkPauseAction } from "@/lib/billing/subscriptions/actions";
import type { BulkOutcome } from "@/lib/billing/subscriptions/schema";

type SubscriptionsBulkPauseProps = { selection: Selection; onDone: () => void };

/** Pauses the chosen subscriptions after a confirmation, then tells how each one ended. */
export function SubscriptionsBulkPause({ selection, onDone }: SubscriptionsBulkPauseProps) {
  const [open, setOpen] = useState(false);
  const [report, setReport] = useState<BulkOutcome[] | null>(null);
  const router = useRouter();
  const action = useAction(bulkPauseAction, {
    onFailure: () => true,
    onSuccess: (outcomes) => {
      setOpen(false);
      setReport(outcomes);
    },
  });

  function close() {
    setReport(null);
    onDone();
    router.refresh();
  }

  return (
    <>
      <ConfirmDialog
        trigger={
          <Button size="sm">
            <CirclePause aria-hidden />
            Pause
          </Button>
        }
        open={open}
        onOpenChange={(next) => {
          action.clearFailure();
          setOpen(next);
        }}
        title="Pause subscriptions"
        description={
          "ids" in selection
            ? `${selection.ids.length === 1 ? "The chosen subscription is" : `The ${selection.ids.length} chosen subscriptions are`} paused. Each keeps the days left of its period; those that are neither active nor trialing are skipped.`
            : "Every subscription that matches the filters is paused, up to 500. Each keeps the days left of its period; those that are neither active nor trialing are skipped."
        }
        confirmLabel="Pause"
        reason
        pending={action.pending}
        error={action.failure ? failureText(action.failure) : undefined}
        onConfirm={(reason) => action.run({ selection, reason })}
      />
      <Dialog
        open={report !== null}
        onOpenChange={(next) => {
          if (!next) close();
        }}
        title="What was paused"
        description={report ? summary(report) : undefined}
        width="md"
        footer={
          <DialogClose>
            <Button variant="primary">Close</Button>
          </DialogClose>
        }
      >
        {report ? <Report outcomes={report} /> : null}
      </Dialog>
    </>
  );
}

const words: Record<BulkOutcome["outcome"], { label: string; tone: Tone }> = {
  done: { label: "Paused", tone: "positive" },
  skipped: { label: "Skipped", tone: "neutral" },
  failed: { label: "Failed", tone: "danger" },
};

function summary(outcomes: readonly BulkOutcome[]): string {
  const count = (outcome: BulkOutcome["outcome"]) => outcomes.filter((row) => row.outcome === outcome).length;
  return `${count("done")} paused, ${count("skipped")} skipped, ${count("failed")} failed.`;
}

function Report({ outcomes }: { outcomes: readonly BulkOutcome[] }) {
  const order = ["failed", "skipped", "done"];
  const sorted = [...outcomes].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  return (
    <div className="-mx-5">
      <Table caption="Outcome of each subscription">
        <thead>
          <tr>
            <Th>Subscription</Th>
            <Th>Outcome</Th>
            <Th>Why</Th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <Tr key={row.id}>
              <Td className="whitespace-nowrap">
                {row.customer ?? <code className="font-mono text-xs">{row.id.slice(0, 8)}</code>}
              </Td>
              <Td>
                <Badge tone={words[row.outcome].tone}>{words[row.outcome].label}</Badge>
              </Td>
              <Td className="text-ink-muted">{row.detail ?? "–"}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
