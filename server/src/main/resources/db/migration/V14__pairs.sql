-- How two words of a customer begin (desk/customer/CustomerPairs): who is looked for by the beginnings of two words is found without going through
-- all who have one of them.
CREATE TABLE customer_pair (
    -- three bytes of one word and three of another, the lesser first; nothing in place of the other for customers with very many words
    pair BINARY(6) NOT NULL,
    customer_id BIGINT NOT NULL,
    PRIMARY KEY (pair, customer_id),
    KEY customer_pair_by_customer (customer_id),
    CONSTRAINT customer_pair_customer FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

INSERT INTO customer_pair (pair, customer_id)
WITH beginning AS (
    SELECT customer_id, bytes, COUNT(*) OVER (PARTITION BY customer_id) AS beginnings
    FROM (SELECT DISTINCT customer_id, CAST(RPAD(LEFT(word, 3), 3, 0x00) AS BINARY(3)) AS bytes FROM customer_word) b)
SELECT CONCAT(a.bytes, b.bytes), a.customer_id FROM beginning a JOIN beginning b ON b.customer_id = a.customer_id AND a.bytes < b.bytes WHERE a.beginnings <= 12
UNION ALL SELECT CONCAT(bytes, 0x000000), customer_id FROM beginning WHERE beginnings > 12;
