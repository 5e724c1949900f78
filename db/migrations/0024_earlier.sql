-- +goose Up
-- By these the cases of one employee are found among all, see queries/earlier.sql.
-- The day of injury has its index since 0018. A claim number is compared as earlier.FoldClaim writes it.
CREATE INDEX cases_by_birth ON cases (employee_date_of_birth);
CREATE INDEX cases_by_claim ON cases (upper(replace(replace(replace(replace(claim_number, '-', ''), ' ', ''), '.', ''), '/', '')));
