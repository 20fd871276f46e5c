drop function core.verify_audit_chain();
drop function core.seal_audit_logs();
drop function core.chain_hash(text, text);
drop function core.audit_payload(core.audit_logs);
drop table core.audit_seals;
drop table core.audit_pending;
drop table core.audit_logs;
drop function core.queue_audit_logs();
drop function core.refuse_change();
