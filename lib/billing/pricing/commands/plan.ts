import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { deliveryTypes } from "@/db/enums/billing";
import { BUCKET_EDGES, summarise } from "@/lib/billing/pricing/impact/rules";
import type {
  ImpactGroup,
  ImpactRow,
  ImpactSummary,
  PlanDifference,
} from "@/lib/billing/pricing/impact/schema";
import type { PricingTerms } from "@/lib/billing/pricing/rules";
import type { Ctx } from "@/lib/core/context";

const LARGEST_CHANGES = 10;
const SAMPLES = 5;

/** What decides a row of the plan: two plans are the same when all rows agree in these. */
const CONTENT = [
  "plan_id",
  "currency",
  "billing_cycle",
  "old_total",
  "subtotal",
  "delivery_type",
  "delivery_cost",
  "tax_place",
  "tax_rate",
  "loyalty_percent",
  "new_total",
  "problem",
] as const;

const contentOf = (table: string) => sql.raw(CONTENT.map((column) => `${table}.${column}`).join(", "));

/** Until the transaction ends: room for the joins of a million rows, no compiling, a quick look for statistics. */
export async function prepareForPlan(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`select set_config('work_mem', '96MB', true), set_config('jit', 'off', true),
      set_config('default_statistics_target', '10', true)`);
}

/**
 * Every active and trialing subscription recomputed under the given terms from its own subtotal, delivery type, tax
 * place and loyalty tier: the one statement behind preview, check and publication. `offset 0` keeps the planner from
 * computing each intermediate value again wherever it is used.
 */
function planOf(terms: PricingTerms): SQL {
  const costs = sql.join(
    deliveryTypes.map((type) => sql`when ${type} then ${terms.deliveryCosts[type]}::numeric`),
    sql` `,
  );
  return sql`
    select r.*, case when r.problem is null then r.total_amount else r.old_total end as new_total
    from (
      select b.*, q.total_amount,
        case when b.tax_place is null then 'tax_place_missing'
          when b.tax_rate is null then 'tax_rate_missing'
          when b.currency <> all (${supportedOf(terms)}) then 'currency_not_supported' end as problem
      from (
        select s.id as subscription_id, s.plan_id, s.currency, s.billing_cycle, s.price as old_total,
          (s.cost_breakdown ->> 'subtotal')::numeric(14,2) as subtotal,
          s.delivery_type, case s.delivery_type ${costs} end as delivery_cost,
          s.tax_place, billing.tax_rate_for(${JSON.stringify(terms.taxRates)}::jsonb, s.tax_place) as tax_rate,
          billing.loyalty_percent(l.tier) as loyalty_percent
        from billing.subscriptions s
        left join billing.loyalty_accounts l on l.user_id = s.user_id and l.status = 'active'
        where s.status in ('active', 'trialing')
        offset 0
      ) b
      cross join lateral billing.quote(
        b.subtotal, ${terms.subscriptionPercentage}::numeric, b.delivery_cost, b.tax_rate, b.loyalty_percent) q
      offset 0
    ) r
    offset 0`;
}

function supportedOf(terms: PricingTerms): SQL {
  return sql`${`{${terms.currencySettings.supported.join(",")}}`}::bpchar[]`;
}

/** Stores the plan of a version as the rows of a preview. */
export async function writePlan(ctx: Ctx, previewId: string, terms: PricingTerms): Promise<void> {
  await ctx.db.execute(sql`
    insert into billing.pricing_preview_rows
      (preview_id, subscription_id, ${sql.raw(CONTENT.join(", "))}, change_cents, change_percent)
    select ${previewId}::uuid, p.subscription_id, ${contentOf("p")}, ((p.new_total - p.old_total) * 100)::bigint,
      round((p.new_total - p.old_total) * 100 / nullif(p.old_total, 0), 4)
    from (${planOf(terms)}) p`);
}

type StoredGroup = ImpactGroup & { hash: string };

/** The totals of a stored plan, and its fingerprint: the number of rows and a hash that their order does not change. */
export async function readPlan(
  ctx: Ctx,
  previewId: string,
  limitPercent: string,
): Promise<{ fingerprint: string; totals: Omit<ImpactSummary, "role" | "base"> }> {
  await ctx.db.execute(sql`analyze billing.pricing_preview_rows (preview_id, plan_id, currency, problem)`);
  const edges = sql.raw(`array[${BUCKET_EDGES.join(",")}]::numeric[]`);
  const groups = await ctx.db.execute<StoredGroup>(sql`
    select plan_id as "planId", currency, billing_cycle as "billingCycle", problem,
      case when problem is not null then tax_place end as "taxPlace",
      (sign(new_total - old_total) * (1 + width_bucket(coalesce(abs(change_percent), 'infinity'), ${edges})))::int as bucket,
      count(*)::int as subscriptions,
      (count(*) filter (where change_cents > old_total * ${limitPercent}::numeric))::int as "overLimit",
      sum(old_total) as before, sum(new_total) as after,
      sum(hash_record_extended(row(subscription_id, ${contentOf("r")}), 0)) as hash
    from billing.pricing_preview_rows r
    where preview_id = ${previewId}
    group by 1, 2, 3, 4, 5, 6`);
  const summary = summarise(groups);
  const hash = groups.reduce((total, group) => total + BigInt(group.hash), 0n);
  const [rises, falls] = [await largest(ctx, previewId, "desc"), await largest(ctx, previewId, "asc")];
  return { fingerprint: `${summary.subscriptions}:${hash}`, totals: { ...summary, rises, falls } };
}

async function largest(ctx: Ctx, previewId: string, direction: "asc" | "desc"): Promise<ImpactRow[]> {
  const [sign, order] = direction === "desc" ? [sql`>`, sql`desc`] : [sql`<`, sql`asc`];
  return [
    ...(await ctx.db.execute<ImpactRow>(sql`
    select r.subscription_id as "subscriptionId", u.full_name as customer, r.plan_id as "planId", r.currency,
      r.billing_cycle as "billingCycle", r.delivery_type as "deliveryType", r.tax_place as "taxPlace",
      r.old_total as "oldTotal", r.new_total as "newTotal", r.new_total - r.old_total as change, r.change_percent as "changePercent", r.problem
    from (
      select * from billing.pricing_preview_rows
      where preview_id = ${previewId} and change_cents ${sign} 0
      order by change_cents ${order}, subscription_id ${order} limit ${LARGEST_CHANGES}
    ) r
    left join billing.subscriptions s on s.id = r.subscription_id
    left join billing.users u on u.id = s.user_id
    order by r.change_cents ${order}, r.subscription_id ${order}`)),
  ];
}

/** Deletes the rows of plans that are not needed any more. */
export async function deletePlanRows(ctx: Ctx, previewIds: readonly string[]): Promise<void> {
  for (const id of previewIds) {
    await ctx.db.execute(sql`delete from billing.pricing_preview_rows where preview_id = ${id}`);
  }
}

/** Recomputes the plan on the present base and tells every difference from the stored one. */
export async function comparePlan(ctx: Ctx, previewId: string, terms: PricingTerms): Promise<PlanDifference> {
  const text = (table: string) =>
    sql.raw(`concat_ws(' ', ${table}.new_total, ${table}.currency, ${table}.problem)`);
  const rows = await ctx.db.execute<PlanDifference["samples"][number] & { total: number }>(sql`
    with different as (
      select coalesce(n.subscription_id, o.subscription_id) as id,
        case when o.subscription_id is null then 'added'
          when n.subscription_id is null then 'removed' else 'changed' end as kind,
        ${text("o")} as was, ${text("n")} as is
      from (${planOf(terms)}) n
      full join (select * from billing.pricing_preview_rows where preview_id = ${previewId}) o
        on o.subscription_id = n.subscription_id
      where (o.subscription_id, ${contentOf("o")}) is distinct from (n.subscription_id, ${contentOf("n")})
    )
    select id as "subscriptionId", kind, was, "is", total::int
    from (
      select *, count(*) over kinds as total, row_number() over (kinds order by id) as place
      from different window kinds as (partition by kind)
    ) numbered
    where place <= ${SAMPLES}
    order by kind, id`);
  const total = (kind: string) => rows.find((row) => row.kind === kind)?.total ?? 0;
  return {
    added: total("added"),
    removed: total("removed"),
    changed: total("changed"),
    samples: rows.map(({ total: _total, ...sample }) => sample),
  };
}
