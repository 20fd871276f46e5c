import Link from "next/link";
import { AuditOutcomeStatus } from "@/components/system/audit-outcome";
import { ElementChanges } from "@/components/system/element-changes";
import { CopyId } from "@/components/ui/copy-id";
import { DateTime } from "@/components/ui/date-time";
import { DescriptionList } from "@/components/ui/description-list";
import { parseRole, ROLE_LABELS } from "@/lib/core/permissions";
import { elementChanges, targetHref } from "@/lib/system/audit/rules";
import type { AuditEntryDetail } from "@/lib/system/audit/schema";

/** Everything one audit row holds. */
export function AuditEntryView({ entry, zone }: { entry: AuditEntryDetail; zone: string }) {
  const changes = elementChanges(entry.changes);
  const facts = Object.entries(entry.metadata);
  return (
    <div className="grid gap-6">
      <DescriptionList
        items={[
          { label: "Outcome", value: <AuditOutcomeStatus outcome={entry.outcome} /> },
          { label: `Time (${zone})`, value: <DateTime at={entry.at} zone={zone} /> },
          { label: "Exact (UTC)", value: <span className="num">{entry.at}</span> },
          { label: "Actor", value: <Actor entry={entry} /> },
          { label: "Record", value: <Target entry={entry} /> },
          { label: "Reason", value: entry.reason },
        ]}
      />
      {changes.length > 0 ? (
        <section className="grid gap-2">
          <h3 className="font-semibold">What changed</h3>
          <ElementChanges changes={changes} />
        </section>
      ) : null}
      {facts.length > 0 ? (
        <section className="grid gap-2">
          <h3 className="font-semibold">Facts</h3>
          <DescriptionList
            items={facts.map(([name, value]) => ({
              label: name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase(),
              value: (
                <span className="break-words">
                  {typeof value === "string" ? value : JSON.stringify(value)}
                </span>
              ),
            }))}
          />
        </section>
      ) : null}
      <section className="grid gap-2">
        <h3 className="font-semibold">Where from</h3>
        <DescriptionList
          items={[
            { label: "Address", value: entry.address },
            { label: "Browser", value: <span className="break-words">{entry.userAgent ?? "–"}</span> },
            {
              label: "Request",
              value: entry.requestId ? <CopyId value={entry.requestId} label="request id" /> : null,
            },
          ]}
        />
      </section>
      <section className="grid gap-2">
        <h3 className="font-semibold">Chain</h3>
        {entry.seal ? (
          <DescriptionList
            items={[
              { label: "Seal", value: <span className="num">{entry.seal.seq}</span> },
              { label: "Sealed at", value: <DateTime at={entry.seal.sealedAt} zone={zone} /> },
              { label: "Hash", value: <CopyId value={entry.seal.hash} label="hash" /> },
            ]}
          />
        ) : (
          <p className="text-ink-muted text-sm">
            Not sealed yet: that happens a few seconds after it was written.
          </p>
        )}
      </section>
    </div>
  );
}

/** Who acted, with role and address as they were then. */
function Actor({ entry }: { entry: AuditEntryDetail }) {
  const role = parseRole(entry.actorRole);
  if (entry.actorType === "anonymous") return "Nobody signed in";
  return (
    <span className="grid">
      <span>{entry.actorName}</span>
      <span className="break-words text-ink-muted text-xs">
        {[entry.actorEmail, role ? ROLE_LABELS[role].label : entry.actorType].filter(Boolean).join(", ")}
      </span>
    </span>
  );
}

function Target({ entry }: { entry: AuditEntryDetail }) {
  if (!entry.targetType) return null;
  const href = targetHref(entry.targetType, entry.targetId);
  const name = entry.targetLabel ?? entry.targetId ?? "";
  return (
    <span className="grid justify-items-start">
      {href ? (
        <Link href={href} className="break-all text-accent-text underline-offset-2 hover:underline">
          {name}
        </Link>
      ) : (
        <span className="break-all">{name}</span>
      )}
      <span className="text-ink-muted text-xs">{entry.targetType.replaceAll("_", " ")}</span>
      {entry.targetId && entry.targetId !== name ? (
        <CopyId value={entry.targetId} label="record id" short />
      ) : null}
    </span>
  );
}
