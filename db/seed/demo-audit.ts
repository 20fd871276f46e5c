import type postgres from "postgres";

type Tx = postgres.TransactionSql;

/** Writes what the demo staff did over the two years, as far as the audit log would tell it, and seals it. */
export async function writeAudit(tx: Tx): Promise<void> {
  await tx`
    insert into core.audit_logs (occurred_at, actor_type, actor_id, actor_name, actor_email, actor_role, action,
      target_type, target_id, target_label, outcome, changes, reason, request_id, address, user_agent)
    select d.at, case when s.id is null then 'anonymous' else 'staff' end, s.id, s.name, s.email, s.role, d.action,
      d.target_type, d.target_id, d.target_label, d.outcome, d.changes, d.reason,
      pg_temp.seeded_id('request', row_number() over (order by d.at, d.action, d.target_id)),
      '192.0.2.' || 10 + length(coalesce(d.who, 'anonymous')), 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0'
    from (
      select created_at as at, 'admin' as who, 'staff.invite' as action, 'staff' as target_type, id::text as target_id,
        email as target_label, 'success' as outcome, jsonb_build_object('role', jsonb_build_object('before', null, 'after', role)) as changes,
        null as reason
      from core.staff where role <> 'admin'
      union all
      select created_at, 'admin', 'pricing.draft', 'pricing_config', id::text, 'Version ' || version, 'success',
        jsonb_build_object('subscription_percentage', jsonb_build_object('before', null, 'after', subscription_percentage::text)),
        change_reason
      from billing.pricing_configs where version_number > 1
      union all
      select activated_at, 'admin', 'pricing.publish', 'pricing_config', id::text, 'Version ' || version, 'success',
        '{"status": {"before": "draft", "after": "active"}}', change_reason
      from billing.pricing_configs where version_number > 1 and activated_at is not null
      union all
      select created_at + interval '1 hour', 'admin', 'pricing.schedule', 'pricing_config', id::text, 'Version ' || version,
        'success', '{"status": {"before": "draft", "after": "scheduled"}}', change_reason
      from billing.pricing_configs where status = 'withdrawn'
      union all
      select withdrawn_at, 'admin', 'pricing.withdraw', 'pricing_config', id::text, 'Version ' || version, 'success',
        '{"status": {"before": "scheduled", "after": "withdrawn"}}', 'Finance asked for a smaller step'
      from billing.pricing_configs where status = 'withdrawn'
      union all
      select h.effective_date, 'support', case h.change_reason when 'subscription_variant_swap' then 'subscription.swap_variants'
          when 'subscription_delivery_change' then 'subscription.change_delivery'
          else replace(h.change_reason, 'subscription_', 'subscription.') end,
        'subscription', h.subscription_id::text, u.email, 'success', jsonb_build_object('price', jsonb_build_object(
          'before', h.old_cost_breakdown -> 'total_amount', 'after', h.new_cost_breakdown -> 'total_amount')),
        'Asked for by the customer'
      from billing.subscription_cost_history h
      join billing.subscriptions s on s.id = h.subscription_id
      join billing.users u on u.id = s.user_id
      join core.staff a on a.id = h.changed_by and a.role = 'support'
      where h.effective_date > now() - interval '60 days'
      union all
      select day + interval '7 hours' + pg_temp.dice(day_number * 4 + ordinal, 70, 3600) * interval '1 second', role,
        'session.sign_in', 'staff', s.id::text, s.email, 'success', '{}', null
      from generate_series(1, 45) as day_number
      cross join lateral (select date_trunc('day', now()) - day_number * interval '1 day' as day) d
      cross join (select *, row_number() over (order by email) as ordinal from core.staff) s
      where extract(isodow from day) < 6 and pg_temp.dice(day_number * 4 + ordinal, 71, 100) < 70
      union all
      select date_trunc('day', now()) - week * interval '7 days' + interval '9 hours', 'finance', 'cost_history.export',
        'cost_history', null, 'CSV of the week', 'success', '{}', null
      from generate_series(1, 12) as week
      union all
      select now() - interval '3 days 2 hours', 'support', 'pricing.publish', 'pricing_config', id::text,
        'Version ' || version, 'denied', '{}', null
      from billing.pricing_configs where status = 'draft'
      union all
      select now() - interval '9 days' + tries * interval '20 seconds', null, 'session.sign_in', 'staff', null,
        'finance@countinghouse.test', 'failed', '{}', null
      from generate_series(1, 2) as tries
    ) d
    left join core.staff s on s.role = d.who
    order by d.at, d.action, d.target_id`;
  await tx`select core.seal_audit_logs()`;
}
