-- title: Tiers follow the total of points
-- severity: error
select id, total_points, tier
from billing.loyalty_accounts
where tier <> case when total_points >= 15000 then 'platinum' when total_points >= 5000 then 'gold'
    when total_points >= 1000 then 'silver' else 'bronze' end
  or available_points > total_points
