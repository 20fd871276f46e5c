-- title: Deactivated staff hold no open one-time link
-- severity: error
select l.id, s.email
from core.staff_links l
join core.staff s on s.id = l.staff_id
where s.status = 'deactivated' and l.used_at is null and l.expires_at > now()
