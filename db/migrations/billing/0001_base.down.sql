drop table billing.subscriptions;
drop table billing.product_variants;
drop table billing.products;
drop table billing.addresses;
drop table billing.users;
drop schema billing;
