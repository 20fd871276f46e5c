import type { PricingProblem } from "@/db/enums/billing";
import type { VariantLine } from "@/lib/billing/cost-history/schema";
import type { VariantOption } from "@/lib/billing/subscriptions/schema";
import { sum, toAmount } from "@/lib/core/money";

/**
 * The lines of a box made of the wanted variants, in the wanted order, and their subtotal (sale price, else base
 * price); or why such a box cannot be made: one is missing, not active, or in another currency (data-model §2.8).
 */
export function composeBox(
  wanted: readonly string[],
  found: readonly VariantOption[],
  currency: string,
): { lines: VariantLine[]; subtotal: string; refused?: never } | { refused: string } {
  const lines: VariantLine[] = [];
  for (const id of wanted) {
    const variant = found.find((candidate) => candidate.id === id);
    if (!variant) return { refused: "One of these variants does not exist." };
    const label = `${variant.productName} · ${variant.name}`;
    if (!variant.isActive) return { refused: `${label} is not sold any more.` };
    if (variant.currency !== currency) {
      return { refused: `${label} is priced in ${variant.currency}, this subscription in ${currency}.` };
    }
    const { name, sku, basePrice, salePrice, price } = variant;
    lines.push({ id, name, sku, basePrice, salePrice, price });
  }
  if (lines.length === 0) return { refused: "Choose at least one variant." };
  return { lines, subtotal: toAmount(sum(lines.map((line) => line.price))) };
}

/** Why a new price cannot be computed, in a sentence that says what is missing. */
export function unpriceableMessage(
  problem: PricingProblem,
  facts: { taxPlace: string | null; currency: string; version: string },
): string {
  if (problem === "tax_place_missing") {
    return "This subscription has no tax place, so no price can be computed. Its delivery address has to be completed first.";
  }
  return problem === "tax_rate_missing"
    ? `Pricing version ${facts.version} has no tax rate for ${facts.taxPlace}, so no price can be computed. Add the place to the pricing first.`
    : `Pricing version ${facts.version} does not support ${facts.currency}, so no price can be computed. Add the currency to the pricing first.`;
}
