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
