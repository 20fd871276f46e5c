import type postgres from "postgres";

type Tx = postgres.TransactionSql;

/** Decides in temp table `loyal` which customers of `staged` collect points, how many, and so their tier (data-model §2.6). */
export async function stageLoyalty(tx: Tx, kind: string): Promise<void> {
  await tx`
    create temp table earned on commit drop as
    select s.id as subscription_id, s.user_id, s.currency, c.n as customer, b.subtotal,
      floor(b.subtotal * 10)::integer * s.paid_periods as points, s.period_start as at
    from staged s
    join customers c on c.user_id = s.user_id
    join boxes b on b.plan_id = s.plan_id and b.currency = s.currency and b.cycle = s.cycle and b.box = s.box
    where pg_temp.dice(c.n, 30, 100) < 55`;
  await tx`analyze earned`;
  await tx`
    create temp table loyal on commit drop as
    select e.user_id, pg_temp.seeded_id(${`${kind}-loyalty`}, e.customer) as id, t.total, r.referred, t.joined_at,
      case when t.total >= 1500 and pg_temp.dice(e.customer, 31, 100) < 25 then 500 else 0 end as redeemed,
      case when t.total >= 15000 then 'platinum' when t.total >= 5000 then 'gold' when t.total >= 1000 then 'silver'
        else 'bronze' end as tier
    from (select user_id, customer, sum(points) as points, min(at) as first_at from earned group by user_id, customer) e
    cross join lateral (select case when pg_temp.dice(e.customer, 32, 100) < 12 then 1 else 0 end as referred) r
    cross join lateral (select (e.points + r.referred * 500)::integer as total, e.first_at as joined_at) t`;
  await tx`create unique index on loyal (user_id)`;
  await tx`analyze loyal`;
}

/** Writes the accounts of `loyal`. */
export async function writeLoyaltyAccounts(tx: Tx): Promise<void> {
  await tx`
    insert into billing.loyalty_accounts (id, user_id, total_points, available_points, tier, tier_progress,
      points_earned_lifetime, points_redeemed_lifetime, referrals_made, successful_referrals, created_at, updated_at)
    select id, user_id, total, total - redeemed, tier,
      case tier when 'platinum' then 1 when 'gold' then (total - 5000) / 10000.0
        when 'silver' then (total - 1000) / 4000.0 else total / 1000.0 end,
      total, redeemed, referred, referred, joined_at, joined_at
    from loyal`;
}

/** Writes the movements that add up to the accounts' points; the subscriptions must exist. */
export async function writePoints(tx: Tx): Promise<void> {
  await tx`
    insert into billing.points_transactions (loyalty_account_id, subscription_id, transaction_type, points_amount,
      description, reason_code, related_amount, currency, created_at, updated_at)
    select l.id, e.subscription_id, 'earned', e.points, 'Boxes delivered', 'subscription_purchase', e.subtotal,
      e.currency, e.at, e.at
    from earned e
    join loyal l on l.user_id = e.user_id
    union all
    select l.id, null, 'referral', 500, 'A friend subscribed', 'referral_bonus', null, null, l.joined_at, l.joined_at
    from loyal l where l.referred = 1
    union all
    select l.id, null, 'redeemed', -500, 'Five percent off one box', 'reward_redemption', null, null, now(), now()
    from loyal l where l.redeemed > 0`;
}
