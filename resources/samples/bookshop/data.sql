-- The bookshop's rows: the same ones every time, made by counting.
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 48)
INSERT INTO authors (id, name, born)
SELECT i,
  (CASE i % 8 WHEN 0 THEN 'Ursula' WHEN 1 THEN 'Italo' WHEN 2 THEN 'Mikhail' WHEN 3 THEN 'Toni' WHEN 4 THEN 'Jorge' WHEN 5 THEN 'Virginia' WHEN 6 THEN 'Chinua' ELSE 'Anna' END)
  || ' ' ||
  (CASE i % 6 WHEN 0 THEN 'Marlowe' WHEN 1 THEN 'Serrano' WHEN 2 THEN 'Okafor' WHEN 3 THEN 'Lindqvist' WHEN 4 THEN 'Petrova' ELSE 'Hale' END),
  1890 + (i * 37) % 100
FROM n;

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 640)
INSERT INTO books (id, title, isbn, price, published, in_print, author_id, price_cents)
SELECT i,
  'The ' || (CASE i % 10 WHEN 0 THEN 'Quiet' WHEN 1 THEN 'Copper' WHEN 2 THEN 'Last' WHEN 3 THEN 'Glass' WHEN 4 THEN 'Hidden' WHEN 5 THEN 'Northern' WHEN 6 THEN 'Paper' WHEN 7 THEN 'Second' WHEN 8 THEN 'Salt' ELSE 'Distant' END)
  || ' ' || (CASE i % 7 WHEN 0 THEN 'Garden' WHEN 1 THEN 'Harbour' WHEN 2 THEN 'Archive' WHEN 3 THEN 'Winter' WHEN 4 THEN 'Distillery' WHEN 5 THEN 'Map' ELSE 'Orchard' END) || ' ' || i,
  printf('978-%d-%05d-%02d', i % 10, 10000 + i, i % 100),
  4.95 + (i * 13) % 30, 1950 + (i * 7) % 75, i % 9 <> 0, 1 + (i * 5) % 48,
  495 + ((i * 13) % 30) * 100
FROM n;

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2418)
INSERT INTO customers (id, full_name, mail, created_at)
SELECT i,
  (CASE i % 9 WHEN 0 THEN 'Ada' WHEN 1 THEN 'Bela' WHEN 2 THEN 'Carlos' WHEN 3 THEN 'Dina' WHEN 4 THEN 'Emil' WHEN 5 THEN 'Fatou' WHEN 6 THEN 'Goran' WHEN 7 THEN 'Hana' ELSE 'Ivo' END)
  || ' ' ||
  (CASE i % 11 WHEN 0 THEN 'Novak' WHEN 1 THEN 'Silva' WHEN 2 THEN 'Diallo' WHEN 3 THEN 'Schmidt' WHEN 4 THEN 'Rossi' WHEN 5 THEN 'Tanaka' WHEN 6 THEN 'Ivanova' WHEN 7 THEN 'Murphy' WHEN 8 THEN 'Larsen' WHEN 9 THEN 'Costa' ELSE 'Kaya' END),
  'reader' || i || '@example.org', datetime('2026-01-01', '+' || (i * 3) || ' hours')
FROM n;

INSERT INTO addresses (id, customer_id, street, city, country, is_default)
SELECT id, id, (1 + id % 140) || ' Still Lane',
  CASE id % 5 WHEN 0 THEN 'Lisbon' WHEN 1 THEN 'Oslo' WHEN 2 THEN 'Dakar' WHEN 3 THEN 'Kyoto' ELSE 'Prague' END,
  CASE id % 5 WHEN 0 THEN 'PT' WHEN 1 THEN 'NO' WHEN 2 THEN 'SN' WHEN 3 THEN 'JP' ELSE 'CZ' END, 1
FROM customers WHERE id % 4 <> 0;

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 11902)
INSERT INTO orders (id, customer_id, total, created_at, address_id)
SELECT i, 1 + (i * 7) % 2418, 0, datetime('2026-02-01', '+' || (i * 29) || ' minutes'),
  CASE WHEN (1 + (i * 7) % 2418) % 4 <> 0 THEN 1 + (i * 7) % 2418 END
FROM n;

INSERT INTO order_lines (order_id, book_id, quantity, price, price_cents)
SELECT o.id, b.id, 1 + o.id % 3, b.price, b.price_cents
FROM orders o JOIN books b ON b.id IN (1 + (o.id * 11) % 640, 1 + (o.id * 17 + 5) % 640);

UPDATE orders SET total = (SELECT round(sum(l.quantity * l.price), 2) FROM order_lines l WHERE l.order_id = orders.id);

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 64)
INSERT INTO coupons (id, code, percent) SELECT i, printf('STILL-%03d', i), 5 + (i % 4) * 5 FROM n;

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 930)
INSERT INTO reviews (book_id, customer_id, rating, body, state, created_at)
SELECT 1 + (i * 23) % 640, 1 + (i * 31) % 2418, 1 + (i * 3) % 5, 'Read in ' || (1 + i % 9) || ' evenings.',
  CASE i % 17 WHEN 0 THEN 'pending' ELSE 'published' END, datetime('2026-06-01', '+' || (i * 2) || ' hours')
FROM n;

INSERT INTO wishlists (id, customer_id, name) SELECT id, id, 'To read' FROM customers WHERE id % 6 = 0;
INSERT INTO wishlist_items (wishlist_id, book_id, price_when_added, added_at)
SELECT w.id, 1 + (w.id * 3) % 640, 9.95, '2026-09-01 12:00:00' FROM wishlists w;
