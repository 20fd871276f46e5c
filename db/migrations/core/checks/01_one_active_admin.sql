-- title: At least one active administrator, once there are staff
-- severity: warn
select count(*) as staff
from core.staff
having count(*) > 0 and count(*) filter (where role = 'admin' and status = 'active') = 0
