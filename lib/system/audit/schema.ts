import { z } from "zod";
import type { AuditActorType, AuditOutcome } from "@/db/enums/core";

/** One line of the audit log. */
export type AuditRow = {
  id: number;
  at: string;
  actorType: AuditActorType;
  actorName: string | null;
  actorEmail: string | null;
  actorRole: string | null;
  action: string;
  outcome: AuditOutcome;
  targetType: string | null;
  targetId: string | null;
  targetLabel: string | null;
  /** Names of the fields that changed. */
  fields: string[];
  reason: string | null;
  address: string | null;
};

/** Everything an audit row holds, with its place in the chain. */
export type AuditEntryDetail = AuditRow & {
  changes: Record<string, { before?: unknown; after?: unknown }>;
  metadata: Record<string, unknown>;
  requestId: string | null;
  userAgent: string | null;
  /** Null until the sealer has chained the row, a few seconds after it was written. */
  seal: { seq: number; hash: string; sealedAt: string } | null;
};

export const VerifyInput = z.object({});

/** What a verification of the whole chain found. */
export type ChainReport = {
  verifiedAt: string;
  sealed: number;
  /** Rows written in the last seconds that are not chained yet. */
  unsealed: number;
  /** Hash of the last seal; null for an empty chain. */
  head: string | null;
  /** The first broken link, or null when the chain holds. */
  broken: { seq: number | null; auditId: number | null; problem: string } | null;
};
