-- title: Saved views belong to staff
-- severity: error
select v.id
from core.saved_views v
where not exists (select from core.staff s where s.id = v.staff_id)
