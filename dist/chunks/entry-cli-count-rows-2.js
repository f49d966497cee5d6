import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/entry/cli/count-rows.ts
var rowsRead = (rows) => `${rows.toLocaleString("en")} rows`;
function countRows(table, status) {
  return {
    name: table.name,
    columns: () => table.columns(),
    digest: () => table.digest(),
    async *read(wanted) {
      for await (const batch of table.read(wanted)) {
        status.tell(rowsRead(batch.firstRow + batch.rows));
        yield batch;
      }
    }
  };
}

export {
  rowsRead,
  countRows
};
