-- name: insert
INSERT INTO cases (number, priority,
  application_received, application_channel, application_signed, application_signed_by,
  employee_name, employee_date_of_birth, employee_sex, date_of_injury, claim_number, employer,
  administrator_name, administrator_address, administrator_email,
  physician_name, physician_specialty, physician_facility,
  ur_organization, ur_physician, ur_decision_date, ur_served_date, ur_outcome, ur_conditional, ur_reason,
  request_for_authorization, notice_of_assignment, records_complete, state)
VALUES (:number, :priority,
  :application_received, :application_channel, :application_signed, :application_signed_by,
  :employee_name, :employee_date_of_birth, :employee_sex, :date_of_injury, :claim_number, :employer,
  :administrator_name, :administrator_address, :administrator_email,
  :physician_name, :physician_specialty, :physician_facility,
  :ur_organization, :ur_physician, :ur_decision_date, :ur_served_date, :ur_outcome, :ur_conditional, :ur_reason,
  :request_for_authorization, :notice_of_assignment, :records_complete, :state);

-- name: by-number
SELECT id, state, number, priority,
  application_received, application_channel, application_signed, application_signed_by,
  employee_name, employee_date_of_birth, employee_sex, date_of_injury, claim_number, employer,
  administrator_name, administrator_address, administrator_email,
  physician_name, physician_specialty, physician_facility,
  ur_organization, ur_physician, ur_decision_date, ur_served_date, ur_outcome, ur_conditional, ur_reason,
  request_for_authorization, notice_of_assignment, records_complete
FROM cases WHERE number = ?;

-- name: set-state
UPDATE cases SET state = :to WHERE id = :id AND state = :from;

-- name: highest-number
-- Numbers with the prefix have a fixed width, so the text order is theirs.
SELECT coalesce(max(number), '') FROM cases WHERE number GLOB ?;

-- name: insert-representative
INSERT INTO representatives (case_id, name, firm, address, email)
VALUES (:case_id, :name, :firm, :address, :email);

-- name: representative
SELECT name, firm, address, email FROM representatives WHERE case_id = ?;

-- name: insert-item
INSERT INTO items (case_id, position, item, description, quantity, category, timing, guideline)
VALUES (:case_id, :position, :item, :description, :quantity, :category, :timing, :guideline);

-- name: insert-service-date
INSERT INTO item_service_dates (case_id, item_position, position, service_date)
VALUES (:case_id, :item_position, :position, :service_date);

-- name: insert-body-part
INSERT INTO item_body_parts (case_id, item_position, position, part, side)
VALUES (:case_id, :item_position, :position, :part, :side);

-- name: items
SELECT position, item, description, quantity, category, timing, guideline FROM items WHERE case_id = ? ORDER BY position;

-- name: service-dates
SELECT item_position, service_date FROM item_service_dates WHERE case_id = ? ORDER BY item_position, position;

-- name: body-parts
SELECT item_position, part, side FROM item_body_parts WHERE case_id = ? ORDER BY item_position, position;

-- name: insert-document
INSERT INTO documents (case_id, position, document, file, title, kind, author, dated, received, source, sha256, pages)
VALUES (:case_id, :position, :document, :file, :title, :kind, :author, :dated, :received, :source, :sha256, :pages);

-- name: documents
-- What a person confirmed goes before what was given.
SELECT d.document, d.file, coalesce(x.title, d.title), coalesce(x.kind, d.kind), coalesce(x.author, d.author),
  coalesce(x.dated, d.dated), d.received, d.source, d.sha256, d.pages
FROM documents d LEFT JOIN descriptions x ON x.case_id = d.case_id AND x.document_position = d.position AND x.first_page = 0
WHERE d.case_id = ? ORDER BY d.position;

-- name: insert-page
INSERT INTO pages (case_id, document_position, number, width, height, reading, engine, confidence, words)
VALUES (:case_id, :document_position, :number, :width, :height, :reading, :engine, :confidence, :words);

-- name: page
SELECT d.document, p.number, p.width, p.height, p.reading, p.engine, p.confidence, p.words
FROM pages p JOIN documents d ON d.case_id = p.case_id AND d.position = p.document_position
WHERE p.case_id = :case_id AND d.document = :document AND p.number = :number;

-- name: pages
SELECT d.document, p.number, p.width, p.height, p.reading, p.engine, p.confidence, p.words
FROM pages p JOIN documents d ON d.case_id = p.case_id AND d.position = p.document_position
WHERE p.case_id = ? ORDER BY p.document_position, p.number;

-- name: page-sizes
SELECT d.document, p.number, p.width, p.height, p.reading, p.engine, p.confidence
FROM pages p JOIN documents d ON d.case_id = p.case_id AND d.position = p.document_position
WHERE p.case_id = ? ORDER BY p.document_position, p.number;

-- name: queue
-- The whole list is one text, its cases parted by U+001E and their fields by
-- U+001F, which no field may hold: reading it as rows took longer to cross between
-- Go and C than to find the cases. Why unlikely() is there: see session.open.
SELECT group_concat(concat_ws(char(31), number, state, priority, coalesce(due_on, ''), due_rule,
  item_count, page_count, employee_name, ''), char(30))
FROM assignments a JOIN cases c ON c.id = a.case_id
WHERE unlikely(a.reviewer_id = ?) AND a.ended_at IS NULL;

-- name: all
SELECT group_concat(concat_ws(char(31), number, state, priority, coalesce(due_on, ''), due_rule,
  item_count, page_count, employee_name, coalesce(u.name, '')), char(30))
FROM cases c
LEFT JOIN assignments a ON a.case_id = c.id AND a.ended_at IS NULL
LEFT JOIN users u ON u.id = a.reviewer_id;

-- name: key
SELECT id, state FROM cases WHERE number = ?;
