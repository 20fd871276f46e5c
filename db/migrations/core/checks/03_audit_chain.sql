-- title: The audit chain holds
-- severity: error
select broken_seq, broken_audit_id, problem
from core.verify_audit_chain()
where problem is not null
