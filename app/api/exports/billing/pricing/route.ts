import { versionColumns } from "@/lib/billing/pricing/export";
import { readVersionBatches } from "@/lib/billing/pricing/queries";
import { pricingList } from "@/lib/billing/pricing/search-params";
import { audit } from "@/lib/core/audit";
import { dayOf } from "@/lib/core/clock";
import { csvResponse, csvStream } from "@/lib/core/csv";
import { reportZone } from "@/lib/core/env";
import { consoleRoute } from "@/lib/core/route";

export const GET = consoleRoute(
  { name: "pricing.export", permission: "billing.pricing.export" },
  async (ctx, request) => {
    const { search, searchParams } = new URL(request.url);
    const params = pricingList.load(searchParams);
    await audit(ctx, { action: "pricing.export", metadata: { filter: search.slice(1) } });
    const name = `pricing-versions-${dayOf(ctx.now(), reportZone())}`;
    return csvResponse(csvStream(readVersionBatches(ctx, params), versionColumns), name);
  },
);
