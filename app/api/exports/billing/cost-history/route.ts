import { costHistoryColumns } from "@/lib/billing/cost-history/export";
import { streamCostHistory } from "@/lib/billing/cost-history/queries";
import { costHistoryList } from "@/lib/billing/cost-history/search-params";
import { audit } from "@/lib/core/audit";
import { dayOf } from "@/lib/core/clock";
import { csvResponse, csvStream } from "@/lib/core/csv";
import { reportZone } from "@/lib/core/env";
import { consoleRoute } from "@/lib/core/route";

export const GET = consoleRoute(
  { name: "cost_history.export", permission: "billing.cost_history.export" },
  async (ctx, request) => {
    const { search, searchParams } = new URL(request.url);
    const params = costHistoryList.load(searchParams);
    await audit(ctx, { action: "cost_history.export", metadata: { filter: search.slice(1) } });
    const name = `cost-history-${dayOf(ctx.now(), reportZone())}`;
    return csvResponse(csvStream(streamCostHistory(ctx, params), costHistoryColumns), name);
  },
);
