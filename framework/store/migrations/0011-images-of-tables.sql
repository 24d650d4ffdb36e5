-- Which images a table is of: 'training', 'test' or 'validation'; '' of what is not a table.
ALTER TABLE artefacts ADD COLUMN images TEXT NOT NULL DEFAULT '' CHECK (images IN ('training', 'test', 'validation', ''));

-- Of tables of earlier versions: those that the analysis chose by its word `from`, or those of the table that its word
-- `of` names, which may be of another table.
UPDATE artefacts SET images = coalesce((
  WITH RECURSIVE made AS (
         SELECT table_.path AS path, maker.settings ->> '$.of' AS subject, maker.settings ->> '$.from' AS chosen
         FROM artefacts AS table_ JOIN analyses AS maker
              ON maker.run_id = table_.run_id AND maker.name = table_.analysis
         WHERE table_.run_id = artefacts.run_id AND table_.kind = 'table'),
       source AS (
         SELECT subject, chosen, 0 AS steps FROM made WHERE made.path = artefacts.path
         UNION
         SELECT made.subject, made.chosen, source.steps + 1
         FROM source JOIN made ON substr(made.path, instr(made.path, '/') + 1)
              IN (source.subject || '.csv', source.subject || '-channels.csv', source.subject || '.npy')
         WHERE source.steps < 100)
  SELECT CASE chosen WHEN 'train' THEN 'training' WHEN 'validation' THEN 'validation' ELSE 'test' END
  FROM source ORDER BY steps DESC LIMIT 1), '')
WHERE kind = 'table';
