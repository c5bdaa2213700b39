-- The application works under this role whoever it signs in as: it may add to journal and ledger, never change them.
create role qiyue_app;
grant qiyue_app to qiyue_owner;
