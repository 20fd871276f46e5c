import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { PricingForm } from "@/components/billing/pricing-form";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { draftFrom } from "@/lib/billing/pricing/draft";
import { findVersion, previewNextVersion } from "@/lib/billing/pricing/queries";
import { COUNTRY_CODES, placeName } from "@/lib/core/countries";
import { reportZone } from "@/lib/core/env";
import { requirePage } from "@/lib/core/session";

export const metadata: Metadata = { title: "New pricing version" };

type PageProps = { searchParams: Promise<{ from?: string | string[]; replace?: string | string[] }> };

export default function NewPricingPage({ searchParams }: PageProps) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <NewVersion searchParams={searchParams} />
    </Suspense>
  );
}

async function NewVersion({ searchParams }: PageProps) {
  const ctx = await requirePage("billing.pricing.draft", "/billing/pricing/new");
  const { from, replace } = await searchParams;
  const sourceId = typeof from === "string" ? from : null;
  const [source, version] = await Promise.all([
    sourceId ? findVersion(ctx, sourceId) : null,
    previewNextVersion(ctx),
  ]);
  if (sourceId && !source) notFound();
  const replacing = replace === "1" && source?.status === "draft" ? source : null;
  const zone = reportZone();
  const countries = COUNTRY_CODES.map((code) => ({ value: code, label: `${placeName(code)} (${code})` }));
  return (
    <>
      <PageHeader
        title={`New version ${version}`}
        description={
          source
            ? `Starts with the values of version ${source.version}. Saving makes a draft; no price changes before it is published.`
            : "Saving makes a draft; no price changes before it is published."
        }
      />
      {replacing ? (
        <Callout title={`Saving withdraws draft ${replacing.version}`}>
          Versions are never edited: your changes become version {version} instead.
        </Callout>
      ) : null}
      <PricingForm
        values={draftFrom(source, replacing, zone)}
        version={version}
        countries={countries.sort((a, b) => (a.label < b.label ? -1 : 1))}
        zone={zone}
        cancelHref={source ? `/billing/pricing/${source.id}` : "/billing/pricing"}
      />
    </>
  );
}
