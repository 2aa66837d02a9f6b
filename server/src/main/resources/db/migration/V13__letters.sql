ALTER TABLE customer_word
    -- bits for how all words of the customer begin (desk/customer/CustomerWord): who is looked for by several words is found without reading the others
    -- of each who has one. All bits: not known.
    ADD COLUMN letters BIGINT UNSIGNED NOT NULL DEFAULT 18446744073709551615;
