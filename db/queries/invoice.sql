-- name: unbilled
-- The cases that were decided or ended before the instant and stand on no invoice. One
-- that was joined with another is none of its own, and one that ended before anybody
-- was told of the assignment costs nothing. After a remand the first end counts.
SELECT c.id, c.number, c.priority, c.application_received, c.administrator_name, c.administrator_address, e.kind, e.happened_at,
  NOT EXISTS (SELECT 1 FROM items i WHERE i.case_id = c.id AND i.category <> 'pharmaceuticals'),
  coalesce((SELECT a.reviewer_id FROM assignments a WHERE a.case_id = c.id ORDER BY a.assigned_at DESC LIMIT 1), '')
FROM deadline_events e INDEXED BY deadline_events_ends JOIN cases c ON c.id = e.case_id
WHERE e.kind IN ('issued', 'ended') AND e.happened_at < :until
  AND e.seq = (SELECT min(o.seq) FROM deadline_events o WHERE o.case_id = e.case_id AND o.kind IN ('issued', 'ended')
    AND NOT EXISTS (SELECT 1 FROM deadline_events r WHERE r.case_id = o.case_id AND r.replaces = o.seq))
  AND (SELECT coalesce(sum(sign(l.dollars)), 0) FROM invoice_lines l INDEXED BY invoice_lines_by_case WHERE l.case_id = c.id) = 0
  AND NOT EXISTS (SELECT 1 FROM consolidations x WHERE x.case_id = c.id)
  AND (e.kind = 'issued' OR c.notice_of_assignment <> '' OR EXISTS (SELECT 1 FROM assignments a WHERE a.case_id = c.id))
ORDER BY c.administrator_name, c.number;

-- name: insert
INSERT INTO invoices (number, month, administrator, address, credits, reason, issued_on, issued_by, sender, line_count, total)
VALUES ((SELECT coalesce(max(number), 0) + 1 FROM invoices), :month, :administrator, :address, nullif(:credits, 0), :reason, :issued_on, :issued_by,
  :sender, :line_count, :total) RETURNING number;

-- name: insert-line
INSERT INTO invoice_lines (number, position, case_id, kind, received, closed, dollars, section)
VALUES (:number, :position, (SELECT id FROM cases WHERE number = :case), :kind, :received, :closed, :dollars, :section);

-- name: by-number
SELECT number, month, administrator, address, coalesce(credits, 0), reason, issued_on, sender FROM invoices WHERE number = ?;

-- name: lines
SELECT c.number, l.kind, l.received, l.closed, l.dollars, l.section
FROM invoice_lines l JOIN cases c ON c.id = l.case_id WHERE l.number = ? ORDER BY l.position;

-- name: credit-notes
SELECT number FROM invoices INDEXED BY invoices_by_credit WHERE credits = ? ORDER BY number;

-- name: list
SELECT number, month, administrator, coalesce(credits, 0), issued_on, line_count, total FROM invoices
WHERE (:month = '' OR month = :month) ORDER BY number DESC;

-- name: months
SELECT month, count(*), sum(total) FROM invoices INDEXED BY invoices_by_month GROUP BY month ORDER BY month DESC;
