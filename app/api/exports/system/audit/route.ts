import { audit } from "@/lib/core/audit";
import { dayOf } from "@/lib/core/clock";
import { csvResponse, csvStream } from "@/lib/core/csv";
import { reportZone } from "@/lib/core/env";
import { consoleRoute } from "@/lib/core/route";
import { auditColumns } from "@/lib/system/audit/export";
import { readAuditBatches } from "@/lib/system/audit/queries";
import { auditList } from "@/lib/system/audit/search-params";

export const GET = consoleRoute(
  { name: "audit.export", permission: "system.audit.export" },
  async (ctx, request) => {
    const { search, searchParams } = new URL(request.url);
    const params = auditList.load(searchParams);
    await audit(ctx, { action: "audit.export", metadata: { filter: search.slice(1) } });
    const name = `audit-${dayOf(ctx.now(), reportZone())}`;
    return csvResponse(csvStream(readAuditBatches(ctx, params), auditColumns), name);
  },
);
