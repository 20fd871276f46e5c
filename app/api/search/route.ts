import { consoleRoute } from "@/lib/core/route";
import { search } from "@/lib/search/queries";

export const GET = consoleRoute({ name: "search.use", permission: "search.use" }, async (ctx, request) => {
  const term = new URL(request.url).searchParams.get("q") ?? "";
  return Response.json({ groups: await search(ctx, term) }, { headers: { "cache-control": "no-store" } });
});
