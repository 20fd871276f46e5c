"use client";

import { ShieldCheck } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { failureText, useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyId } from "@/components/ui/copy-id";
import { DateTime } from "@/components/ui/date-time";
import { DescriptionList } from "@/components/ui/description-list";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { groupDigits } from "@/lib/core/money";
import { verifyAuditAction } from "@/lib/system/audit/actions";
import type { ChainReport } from "@/lib/system/audit/schema";

/** A button that has the whole audit chain recomputed and shows what was found. */
export function VerifyChain({ zone }: { zone: string }) {
  const [open, setOpen] = useState(false);
  const [report, setReport] = useState<ChainReport | null>(null);
  const verify = useAction(verifyAuditAction, { onSuccess: setReport, onFailure: () => true });

  function begin() {
    setOpen(true);
    setReport(null);
    verify.run({});
  }

  return (
    <>
      <Button onClick={begin}>
        <ShieldCheck aria-hidden />
        Verify
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        width="md"
        title="Verification of the audit log"
        description="Every row is hashed again, together with the hash of the row before it."
        footer={
          <>
            <Button onClick={begin} pending={verify.pending}>
              Verify again
            </Button>
            <DialogClose>
              <Button variant="primary">Done</Button>
            </DialogClose>
          </>
        }
      >
        <div className="grid gap-4">
          {verify.failure ? <Callout tone="error" live title={failureText(verify.failure)} /> : null}
          {report ? <Report report={report} zone={zone} onLeave={() => setOpen(false)} /> : null}
          {!report && !verify.failure ? (
            <div role="status" className="grid gap-3">
              <span className="sr-only">Verifying</span>
              <Skeleton className="h-12" />
              <Skeleton className="h-32" />
            </div>
          ) : null}
        </div>
      </Dialog>
    </>
  );
}

type ReportProps = { report: ChainReport; zone: string; onLeave: () => void };

function Report({ report, zone, onLeave }: ReportProps) {
  const { broken } = report;
  return (
    <>
      {broken ? (
        <Callout tone="error" live title={`The chain is broken: ${broken.problem}`}>
          {broken.auditId === null ? null : (
            <>
              First at{" "}
              <Link
                href={`/system/audit?entry=${broken.auditId}`}
                onClick={onLeave}
                className="underline underline-offset-2"
              >
                audit row {broken.auditId}
              </Link>
              {broken.seq === null ? "" : `, seal ${broken.seq}`}. Rows after it may be affected too.
            </>
          )}
        </Callout>
      ) : (
        <Callout tone="success" live title="The chain holds">
          No sealed row was changed, removed or put in later.
        </Callout>
      )}
      <DescriptionList
        items={[
          { label: "Sealed rows", value: <span className="num">{groupDigits(String(report.sealed))}</span> },
          {
            label: "Not sealed yet",
            value: <span className="num">{groupDigits(String(report.unsealed))}</span>,
          },
          { label: "Head", value: report.head ? <CopyId value={report.head} label="head hash" /> : null },
          { label: "Verified", value: <DateTime at={report.verifiedAt} zone={zone} /> },
        ]}
      />
      <p className="text-ink-muted text-sm">
        Keep the head outside the database: whoever holds it can prove later that nothing before it was
        rewritten.
      </p>
    </>
  );
}
