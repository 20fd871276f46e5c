-- Every write, denied attempt, export and sign-in, with a snapshot of who did it. Append-only.
create table core.audit_logs (
  id bigint generated always as identity primary key,
  occurred_at timestamptz(3) not null default clock_timestamp(),
  actor_type text not null,
  actor_id text,
  actor_name text,
  actor_email text,
  actor_role text,
  action text not null,
  target_type text,
  target_id text,
  target_label text,
  outcome text not null,
  changes jsonb not null default '{}',
  reason text,
  request_id text,
  address text,
  user_agent text,
  metadata jsonb not null default '{}',
  constraint audit_logs_actor_type_check
    check (actor_type in ('staff', 'api_key', 'webhook', 'job', 'system', 'anonymous')),
  constraint audit_logs_outcome_check check (outcome in ('success', 'denied', 'failed')),
  constraint audit_logs_changes_check check (jsonb_typeof(changes) = 'object'),
  constraint audit_logs_metadata_check check (jsonb_typeof(metadata) = 'object')
);
create index audit_logs_occurred_at_idx on core.audit_logs (occurred_at, id);
create index audit_logs_action_idx on core.audit_logs (action, id);
create index audit_logs_actor_id_idx on core.audit_logs (actor_id, id);
create index audit_logs_target_idx on core.audit_logs (target_type, target_id, id);

-- Rows that await the sealer. A queue, because commit order is not id order and a full
-- search for unsealed rows would grow with the history.
create table core.audit_pending (
  audit_id bigint primary key references core.audit_logs (id)
);

-- The hash chain over audit_logs, one link a row, in order of sealing. Append-only.
create table core.audit_seals (
  seq bigint primary key,
  audit_id bigint not null references core.audit_logs (id),
  prev_hash text not null,
  hash text not null,
  sealed_at timestamptz(3) not null default now(),
  constraint audit_seals_audit_id_key unique (audit_id)
);

create function core.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is append-only: % refused', tg_table_schema, tg_table_name, tg_op
    using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
end $$;

create trigger audit_logs_append_only before update or delete on core.audit_logs
  for each row execute function core.refuse_change();
create trigger audit_logs_no_truncate before truncate on core.audit_logs
  for each statement execute function core.refuse_change();
create trigger audit_seals_append_only before update or delete on core.audit_seals
  for each row execute function core.refuse_change();
create trigger audit_seals_no_truncate before truncate on core.audit_seals
  for each statement execute function core.refuse_change();

create function core.queue_audit_logs() returns trigger language plpgsql as $$
begin
  insert into core.audit_pending (audit_id) select id from added;
  return null;
end $$;
create trigger audit_logs_queue after insert on core.audit_logs
  referencing new table as added for each statement execute function core.queue_audit_logs();

-- The text that is hashed: a JSON array of every column, so that no two rows share a text. The
-- instant is seconds since 1970, which no session setting can change.
create function core.audit_payload(a core.audit_logs) returns text language sql stable as $$
  select jsonb_build_array(
    a.id, extract(epoch from a.occurred_at), a.actor_type, a.actor_id, a.actor_name, a.actor_email,
    a.actor_role, a.action, a.target_type, a.target_id, a.target_label, a.outcome, a.changes, a.reason,
    a.request_id, a.address, a.user_agent, a.metadata)::text
$$;

create function core.chain_hash(prev_hash text, payload text) returns text language sql stable as $$
  select encode(sha256(convert_to(prev_hash || payload, 'UTF8')), 'hex')
$$;

-- Chains the committed rows not sealed yet, in id order, and returns their number. Returns 0 at
-- once while another session is sealing; writers of audit rows are never held up.
create function core.seal_audit_logs() returns integer language plpgsql set timezone = 'UTC' as $$
declare
  head text;
  last bigint;
  entry record;
  ids bigint[] := '{}';
  hashes text[] := '{}';
begin
  if not pg_try_advisory_xact_lock(hashtext('core.seal_audit_logs')) then
    return 0;
  end if;
  if not exists (select from core.audit_pending) then
    return 0;
  end if;
  select seq, hash into last, head from core.audit_seals order by seq desc limit 1;
  last := coalesce(last, 0);
  hashes := array[coalesce(head, repeat('0', 64))];
  head := hashes[1];
  for entry in
    select a.id, core.audit_payload(a) as payload
    from core.audit_pending p join core.audit_logs a on a.id = p.audit_id order by a.id
  loop
    head := core.chain_hash(head, entry.payload);
    ids := ids || entry.id;
    hashes := hashes || head;
  end loop;
  -- hashes carries the old head in front: position n is the link before row n, n + 1 its own.
  insert into core.audit_seals (seq, audit_id, prev_hash, hash)
    select last + n, id, prev, own
    from unnest(ids, hashes[:cardinality(ids)], hashes[2:]) with ordinality as link (id, prev, own, n);
  delete from core.audit_pending where audit_id = any (ids);
  return cardinality(ids);
end $$;

-- Recomputes the whole chain. `problem` is null when it holds; otherwise it tells the first broken
-- link. Rows not sealed yet are counted apart; one that is neither sealed nor queued is a problem.
create function core.verify_audit_chain() returns table (
  sealed bigint, head text, unsealed bigint, broken_seq bigint, broken_audit_id bigint, problem text
) language sql stable set timezone = 'UTC' as $$
  with links as (
    select s.seq, s.audit_id, s.prev_hash, s.hash, a.id as found,
      lag(s.seq, 1, 0::bigint) over w as prev_seq,
      lag(s.hash, 1, repeat('0', 64)) over w as expected_prev,
      case when a.id is not null then core.chain_hash(s.prev_hash, core.audit_payload(a)) end as expected
    from core.audit_seals s left join core.audit_logs a on a.id = s.audit_id
    window w as (order by s.seq)
  ), broken as (
    select seq, audit_id, case
      when seq <> prev_seq + 1 then 'a seal before this one is missing'
      when prev_hash <> expected_prev then 'the link to the seal before is broken'
      when found is null then 'the audit row was deleted'
      when hash <> expected then 'the audit row or its seal was changed' end as problem
    from links
    where seq <> prev_seq + 1 or prev_hash <> expected_prev or found is null or hash <> expected
    order by seq limit 1
  ), stray as (
    select null::bigint as seq, coalesce(a.id, p.audit_id) as audit_id,
      case when a.id is null then 'the audit row was deleted before it was sealed'
        else 'the seal of this row was removed' end as problem
    from core.audit_logs a full join core.audit_pending p on p.audit_id = a.id
    where a.id is null
      or (p.audit_id is null and not exists (select from core.audit_seals s where s.audit_id = a.id))
    order by 2 limit 1
  ), first as (
    select * from broken union all select * from stray where not exists (select from broken)
  )
  select (select count(*) from core.audit_seals),
    (select hash from core.audit_seals order by seq desc limit 1),
    (select count(*) from core.audit_pending),
    first.seq, first.audit_id, first.problem
  from (values (1)) one left join first on true
$$;
