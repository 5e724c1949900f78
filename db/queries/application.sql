-- name: form
SELECT applicant, employee_address, employee_phone, eams_number, jurisdictional_claim, employer_address, adjuster_name, adjuster_phone,
  physician_address, physician_phone, physician_fax, diagnosis, requested_treatment, consent, emergency, certification, designated, ur_service,
  ur_document, rights_notice, liability_disputed, liability_reason, liability_agreed, liability_settled
FROM application_forms WHERE case_id = ?;

-- name: insert-form
INSERT OR REPLACE INTO application_forms (case_id, applicant, employee_address, employee_phone, eams_number, jurisdictional_claim,
  employer_address, adjuster_name, adjuster_phone, physician_address, physician_phone, physician_fax, diagnosis, requested_treatment,
  consent, emergency, certification, designated, ur_service, ur_document, rights_notice, liability_disputed, liability_reason,
  liability_agreed, liability_settled)
VALUES (:case_id, :applicant, :employee_address, :employee_phone, :eams_number, :jurisdictional_claim,
  :employer_address, :adjuster_name, :adjuster_phone, :physician_address, :physician_phone, :physician_fax, :diagnosis, :requested_treatment,
  :consent, :emergency, :certification, :designated, :ur_service, :ur_document, :rights_notice, :liability_disputed, :liability_reason, :liability_agreed,
  :liability_settled);

-- name: amend
-- The items are written anew, and counted again as they come.
UPDATE cases SET application_received = :application_received, application_channel = :application_channel,
  application_signed = :application_signed, application_signed_by = :application_signed_by,
  employee_name = :employee_name, employee_date_of_birth = :employee_date_of_birth, employee_sex = :employee_sex,
  date_of_injury = :date_of_injury, claim_number = :claim_number, employer = :employer,
  administrator_name = :administrator_name, administrator_address = :administrator_address, administrator_email = :administrator_email,
  physician_name = :physician_name, physician_specialty = :physician_specialty, physician_facility = :physician_facility,
  ur_organization = :ur_organization, ur_physician = :ur_physician, ur_decision_date = :ur_decision_date, ur_served_date = :ur_served_date,
  ur_outcome = :ur_outcome, ur_conditional = :ur_conditional, ur_reason = :ur_reason,
  request_for_authorization = :request_for_authorization, item_count = 0
WHERE id = :id;

-- name: set-kind
UPDATE documents SET kind = :kind WHERE case_id = :case_id AND document = :document;

-- name: clear-representative
DELETE FROM representatives WHERE case_id = ?;

-- name: clear-service-dates
DELETE FROM item_service_dates WHERE case_id = ?;

-- name: clear-body-parts
DELETE FROM item_body_parts WHERE case_id = ?;

-- name: clear-items
DELETE FROM items WHERE case_id = ?;

-- name: list
-- The applications in the states of the JSON list, the oldest first.
SELECT id, number, state, priority, application_received, employee_name, administrator_name, item_count
FROM cases WHERE state IN (SELECT value FROM json_each(:states)) ORDER BY application_received, number LIMIT :n OFFSET :from;

-- name: count
SELECT count(*) FROM cases WHERE state IN (SELECT value FROM json_each(:states));
