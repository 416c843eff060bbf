import { custom, registerOperation } from "retort";

/** Notes in every row of a table when it was last changed, on both kinds of database. */
export const stampChanges = registerOperation({
  name: "stampChanges",
  compile: {
    sqlite: ({ table }: { table: string }, sql) => [
      `ALTER TABLE ${sql.quote(table)} ADD COLUMN changed_at TEXT`,
      `CREATE TRIGGER ${sql.quote(`stamp_${table}`)} AFTER UPDATE ON ${sql.quote(table)} BEGIN
         UPDATE ${sql.quote(table)} SET changed_at = CURRENT_TIMESTAMP WHERE rowid = NEW.rowid;
       END`,
    ],
    postgresql: ({ table }: { table: string }, sql) => [
      `ALTER TABLE ${sql.quote(table)} ADD COLUMN changed_at TIMESTAMPTZ`,
      `CREATE FUNCTION ${sql.quote(`stamp_${table}`)}() RETURNS trigger LANGUAGE plpgsql AS
         $$BEGIN NEW.changed_at := now(); RETURN NEW; END$$`,
      `CREATE TRIGGER ${sql.quote(`stamp_${table}`)} BEFORE UPDATE ON ${sql.quote(table)}
         FOR EACH ROW EXECUTE FUNCTION ${sql.quote(`stamp_${table}`)}()`,
    ],
  },
  describe: ({ table }) => `Stamps the changes of ${table}`,
  reverse: ({ table }) => custom("forgetChanges", { table }),
});

export const forgetChanges = registerOperation({
  name: "forgetChanges",
  compile: {
    sqlite: ({ table }: { table: string }, sql) => [
      `DROP TRIGGER ${sql.quote(`stamp_${table}`)}`,
      `ALTER TABLE ${sql.quote(table)} DROP COLUMN changed_at`,
    ],
    postgresql: ({ table }: { table: string }, sql) => [
      `DROP TRIGGER ${sql.quote(`stamp_${table}`)} ON ${sql.quote(table)}`,
      `DROP FUNCTION ${sql.quote(`stamp_${table}`)}`,
      `ALTER TABLE ${sql.quote(table)} DROP COLUMN changed_at`,
    ],
  },
  describe: ({ table }) => `Forgets the changes of ${table}`,
  reverse: ({ table }) => custom("stampChanges", { table }),
});
