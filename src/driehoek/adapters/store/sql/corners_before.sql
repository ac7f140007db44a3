-- Input of councils gets a history: what was answered moves to rows of its own, what was for the board says since when.
DROP POLICY own ON store_councilinput;
DROP POLICY received ON store_councilinput;
DROP POLICY board ON store_councilinput;
INSERT INTO store_councilanswer (input_id, followed, text, answered_at)
    SELECT id, 'partly', response, coalesce(responded_at, given_at) FROM store_councilinput WHERE response !~ '^\s*$';
UPDATE store_councilinput SET shared_at = given_at WHERE board_first;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
