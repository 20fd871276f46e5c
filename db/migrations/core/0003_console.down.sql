drop table core.settings;
drop table core.workers;
drop table core.saved_views;
