import { CircleCheck, CircleDashed, CircleSlash, Clock, History, type LucideIcon } from "lucide-react";
import { DateTime } from "@/components/ui/date-time";
import type { PricingVersion } from "@/lib/billing/pricing/schema";

type Step = { icon: LucideIcon; title: string; at: string; detail?: string };

/** What happened to a version, in order, and what is to come. */
export function PricingLifecycle({ version, zone }: { version: PricingVersion; zone: string }) {
  return (
    <ol className="grid gap-4">
      {stepsOf(version).map(({ icon: Icon, title, at, detail }) => (
        <li key={title} className="flex gap-3">
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-muted" />
          <div className="grid gap-0.5">
            <p className="font-medium text-sm">{title}</p>
            <p className="text-ink-muted text-sm">
              <DateTime at={at} zone={zone} />
              {detail ? ` · ${detail}` : null}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function stepsOf(version: PricingVersion): Step[] {
  const { status, createdAt, createdBy, basedOn, effectiveAt, activatedAt, supersededAt, withdrawnAt } =
    version;
  const source = basedOn ? `, from ${basedOn.version}` : "";
  const steps: Step[] = [
    {
      icon: CircleDashed,
      title: "Drafted",
      at: createdAt,
      detail: `${createdBy.name ?? "Installation"}${source}`,
    },
  ];
  if (status === "scheduled" && effectiveAt) {
    steps.push({ icon: Clock, title: "Becomes active", at: effectiveAt });
  }
  if (status === "draft" && effectiveAt) {
    steps.push({ icon: Clock, title: "Planned for", at: effectiveAt, detail: "not scheduled yet" });
  }
  if (activatedAt) steps.push({ icon: CircleCheck, title: "Activated", at: activatedAt });
  if (supersededAt) steps.push({ icon: History, title: "Superseded", at: supersededAt });
  if (withdrawnAt) steps.push({ icon: CircleSlash, title: "Withdrawn", at: withdrawnAt });
  return steps;
}
