import { subscriptionColumns } from "@/lib/billing/subscriptions/export";
import { streamSubscriptions } from "@/lib/billing/subscriptions/queries/list";
import { subscriptionList } from "@/lib/billing/subscriptions/search-params";
import { audit } from "@/lib/core/audit";
import { dayOf } from "@/lib/core/clock";
import { csvResponse, csvStream } from "@/lib/core/csv";
import { reportZone } from "@/lib/core/env";
import { consoleRoute } from "@/lib/core/route";

export const GET = consoleRoute(
  { name: "subscription.export", permission: "billing.subscriptions.export" },
  async (ctx, request) => {
    const { search, searchParams } = new URL(request.url);
    const params = subscriptionList.load(searchParams);
    await audit(ctx, { action: "subscription.export", metadata: { filter: search.slice(1) } });
    const name = `subscriptions-${dayOf(ctx.now(), reportZone())}`;
    return csvResponse(csvStream(streamSubscriptions(ctx, params), subscriptionColumns), name);
  },
);
