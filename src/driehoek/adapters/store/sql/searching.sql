-- Words to search by, kept beside the text they come from: under row-level security an index of words is not used, and
-- reading kept words costs a hundredth of making them again.
ALTER TABLE store_question ADD COLUMN words tsvector
    GENERATED ALWAYS AS (to_tsvector('dutch'::regconfig, text || ' ' || answer)) STORED;
ALTER TABLE store_outcome ADD COLUMN words tsvector
    GENERATED ALWAYS AS (to_tsvector('dutch'::regconfig,
        contract || ' ' || regexp_replace(letter, '<[^>]*>', ' ', 'g'))) STORED;
ALTER TABLE store_roundfile ADD COLUMN words tsvector
    GENERATED ALWAYS AS (CASE WHEN path = 'policy.yaml' THEN to_tsvector('dutch'::regconfig, content) END) STORED;

-- What was published of questions, with its words; who asked stays out of it.
CREATE OR REPLACE VIEW store_nota AS
    SELECT q.id, q.round_id, q.text, q.answer, q.answered_at, q.nota, q.words
    FROM store_question q JOIN store_round r ON r.id = q.round_id
    WHERE q.nota IS NOT NULL AND r.state <> 'preparing';
