drop table core.rate_limits;
drop table core.sign_in_throttles;
drop table core.staff_links;
drop table core.staff;
drop schema core;
