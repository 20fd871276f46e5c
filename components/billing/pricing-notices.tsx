import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import { DateTime } from "@/components/ui/date-time";
import type { PricingVersion } from "@/lib/billing/pricing/schema";

type ScheduledProps = {
  scheduled: readonly PricingVersion[];
  zone: string;
  /** The version somebody thinks of publishing, whose fate is told. */
  publishing?: string;
};

/** What is going to happen by itself, and what that means for a version published before. */
export function PricingScheduled({ scheduled, zone, publishing }: ScheduledProps) {
  const [next] = scheduled;
  if (!next) return null;
  const title =
    scheduled.length === 1
      ? `Version ${next.version} is scheduled`
      : `${scheduled.length} versions are scheduled`;
  return (
    <Callout title={title}>
      <ul className="grid gap-0.5">
        {scheduled.map((version) => (
          <li key={version.id}>
            <Link
              href={`/billing/pricing/${version.id}`}
              className="font-medium text-accent-text hover:underline"
            >
              Version {version.version}
            </Link>{" "}
            becomes active at {version.effectiveAt ? <DateTime at={version.effectiveAt} zone={zone} /> : null}{" "}
            ({zone}).
          </li>
        ))}
      </ul>
      {publishing ? (
        <p className="mt-1">
          If you publish version {publishing} now, it stays scheduled, and supersedes {publishing} at that
          instant. Withdraw it if that is not meant.
        </p>
      ) : null}
    </Callout>
  );
}

/** Says that a scheduled version is late, and why. */
export function PricingOverdue({
  version,
  failure,
  zone,
}: {
  version: PricingVersion;
  failure: { at: string; reason: string } | null;
  zone: string;
}) {
  return (
    <Callout tone="error" title={`Version ${version.version} should be active by now`}>
      {failure ? (
        <p>
          The last attempt, at <DateTime at={failure.at} zone={zone} />, failed: {failure.reason} It is tried
          again by itself.
        </p>
      ) : (
        <p>The job that activates it has not run yet. Check that a worker is running.</p>
      )}
    </Callout>
  );
}
