-- name: form
SELECT applicant, employee_address, employee_phone, eams_number, jurisdictional_claim, employer_address, adjuster_name, adjuster_phone,
  physician_address, physician_phone, physician_fax, diagnosis, requested_treatment, consent, emergency, designated, ur_service,
  ur_document, rights_notice, liability_disputed, liability_reason, liability_agreed, liability_settled
FROM application_forms WHERE case_id = ?;

-- name: insert-form
INSERT OR REPLACE INTO application_forms (case_id, applicant, employee_address, employee_phone, eams_number, jurisdictional_claim,
  employer_address, adjuster_name, adjuster_phone, physician_address, physician_phone, physician_fax, diagnosis, requested_treatment,
  consent, emergency, designated, ur_service, ur_document, rights_notice, liability_disputed, liability_reason, liability_agreed,
  liability_settled)
VALUES (:case_id, :applicant, :employee_address, :employee_phone, :eams_number, :jurisdictional_claim,
  :employer_address, :adjuster_name, :adjuster_phone, :physician_address, :physician_phone, :physician_fax, :diagnosis, :requested_treatment,
  :consent, :emergency, :designated, :ur_service, :ur_document, :rights_notice, :liability_disputed, :liability_reason, :liability_agreed,
  :liability_settled);
