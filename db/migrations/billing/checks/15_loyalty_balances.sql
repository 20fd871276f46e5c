-- title: Available points are the sum of the completed movements
-- severity: error
select a.id, a.available_points, coalesce(sum(t.points_amount), 0) as movements
from billing.loyalty_accounts a
left join billing.points_transactions t on t.loyalty_account_id = a.id and t.status = 'completed'
group by a.id
having a.available_points <> coalesce(sum(t.points_amount), 0)
