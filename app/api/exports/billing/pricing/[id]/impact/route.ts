import { impactColumns } from "@/lib/billing/pricing/export";
import { getPreview, readImpactBatches } from "@/lib/billing/pricing/impact/queries";
import { impactList } from "@/lib/billing/pricing/impact/search-params";
import { getVersion } from "@/lib/billing/pricing/queries";
import { audit } from "@/lib/core/audit";
import { csvResponse, csvStream } from "@/lib/core/csv";
import { NotFoundError } from "@/lib/core/errors";
import { consoleRoute } from "@/lib/core/route";

export const GET = consoleRoute<{ id: string }>(
  { name: "pricing.export_impact", permission: "billing.pricing.export" },
  async (ctx, request, { id }) => {
    const version = await getVersion(ctx, id);
    const preview = await getPreview(ctx, id, "preview");
    if (!preview) throw new NotFoundError("A preview of this version");
    const { search, searchParams } = new URL(request.url);
    const params = impactList(id).load(searchParams);
    await audit(ctx, {
      action: "pricing.export_impact",
      target: { type: "pricing", id, label: version.version },
      metadata: { filter: search.slice(1), previewId: preview.id, fingerprint: preview.fingerprint },
    });
    const name = `pricing-${version.version}-impact`;
    return csvResponse(csvStream(readImpactBatches(ctx, preview, params), impactColumns), name);
  },
);
