ALTER TABLE customer_word
    -- bits for how all words of the customer begin (desk/customer/CustomerWord): who is looked for by several words is found without reading the others
    -- of each who has one. All bits: not known.
    ADD COLUMN letters BIGINT UNSIGNED NOT NULL DEFAULT 18446744073709551615;

UPDATE customer_word w JOIN (
    SELECT customer_id, BIT_OR((1 << (CRC32(LEFT(word, 1)) % 64)) | (1 << (CRC32(LEFT(word, 2)) % 64)) | (1 << (CRC32(LEFT(word, 3)) % 64))) AS letters
    FROM customer_word GROUP BY customer_id) all_words ON all_words.customer_id = w.customer_id
SET w.letters = all_words.letters;
