"use client";

import { usePathname, useRouter } from "next/navigation";
import { useId, useTransition } from "react";
import { Select } from "@/components/ui/select";
import { PRICING_STATUS_LABELS } from "@/lib/billing/pricing/draft";
import type { PricingVersion } from "@/lib/billing/pricing/schema";

type PricingCompareProps = {
  versions: readonly Pick<PricingVersion, "id" | "version" | "status">[];
  /** The version compared with. */
  value: string;
};

/** Chooses the version to compare with; the URL remembers it. */
export function PricingCompare({ versions, value }: PricingCompareProps) {
  const router = useRouter();
  const path = usePathname();
  const id = useId();
  const [pending, startTransition] = useTransition();
  return (
    <div className="flex items-center gap-2 text-sm">
      <label htmlFor={id} className="text-ink-muted max-sm:sr-only">
        Compared with
      </label>
      <Select
        id={id}
        className="w-36 sm:w-44"
        aria-busy={pending}
        value={value}
        onChange={(event) => {
          const { value: chosen } = event.target;
          startTransition(() => router.replace(`${path}?compare=${chosen}`, { scroll: false }));
        }}
        options={versions.map(({ id, version, status }) => ({
          value: id,
          label: `${version} · ${PRICING_STATUS_LABELS[status]}`,
        }))}
      />
    </div>
  );
}
