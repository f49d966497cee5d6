// Failures with tables of rows: CSV, JSON Lines and Parquet.
import { at, type Place, type Rows } from './explanation.ts';

/** Failures with tables of rows: CSV, JSON Lines and Parquet. */
export const tablesErrors = {
  'table-empty': (p: { file: string }) => ({
    what: `${p.file} is empty.`,
    why: 'A table needs a header and at least one row.',
    remedy: 'Check what was to write it; it may have failed, or written elsewhere.',
  }),
  'table-no-rows': (p: { file: string }) => ({
    what: `${p.file} has columns and no rows.`,
    why: 'Nothing can be said about no rows.',
    remedy: 'Check what was to write it; it may have stopped early, or filtered everything out.',
  }),
  'table-format': (p: { file: string; found: string; remedy: string }) => ({
    what: `${p.file} is ${p.found}.`,
    why: 'Relevo reads CSV, JSON Lines and Parquet.',
    remedy: p.remedy,
  }),
  'table-line-ends': (p: { file: string }) => ({
    what: `${p.file} is one line with carriage returns in it.`,
    why: 'Lines end in a line feed, with or without a carriage return before it.',
    remedy: "Convert it, for example: tr '\\r' '\\n' < old.csv > new.csv.",
  }),
  'table-delimiter': (p: { file: string; delimiter: string; header: number; first: number }) => ({
    what: `${p.file}: the header is one column, or its columns are parted by ${p.delimiter}.`,
    why: `Parted by ${p.delimiter}, the header has ${p.header} columns and the first row ${p.first}.`,
    remedy: 'Write the table with commas, or put a name that holds another delimiter in double quotes.',
  }),
  'text-not-utf8': (p: Place) => ({
    what: `${at(p)}: some bytes are not UTF-8.`,
    why: 'Text in another encoding would be read as other letters.',
    remedy: 'Save it as UTF-8, for example: iconv -f LATIN1 -t UTF-8 old.csv > new.csv.',
  }),
  'text-utf16': (p: { file: string }) => ({
    what: `${p.file} is UTF-16 or UTF-32, not UTF-8.`,
    why: 'Relevo reads UTF-8, the encoding that every tool writes.',
    remedy: 'Save it as UTF-8, for example: iconv -f UTF-16 -t UTF-8 old.csv > new.csv.',
  }),
  'gzip-broken': (p: { file: string; reason: string }) => ({
    what: `${p.file} could not be decompressed.`,
    why: `It begins as gzip does, and is cut off or damaged. ${p.reason}`,
    remedy: 'Copy or download it again, or compress it again.',
  }),
  'header-unnamed': (p: Place) => ({
    what: `${at(p)}: this column of the header has no name.`,
    why: 'Columns are found by their names.',
    remedy: 'Name it, or leave it out; pandas does with to_csv(…, index=False).',
  }),
  'header-duplicate': (p: Place & { name: string; first: number }) => ({
    what: `${at(p)}: the name "${p.name}" is also that of column ${p.first}.`,
    why: 'Columns are found by their names, and one of these would be ignored.',
    remedy: 'Rename one of the two, or leave it out.',
  }),
  'column-unknown': (p: { file: string; column: string; nearest: string | undefined; known: readonly string[] }) => ({
    what: `${p.file} has no column "${p.column}".`,
    why: `Its columns are ${p.known.slice(0, 20).join(', ')}${p.known.length > 20 ? ` and ${p.known.length - 20} more` : ''}.`,
    remedy: p.nearest === undefined ? 'Name one of them, or add the column.' : `Did you mean "${p.nearest}"?`,
  }),
  'row-ragged': (p: Place & { found: number; expected: number }) => ({
    what: `${at(p)}: the row has ${p.found} ${p.found === 1 ? 'cell' : 'cells'} and the header ${p.expected}.`,
    why: 'With a cell too many or too few, values would move into other columns.',
    remedy: 'Complete the row, or put cells that hold the delimiter in double quotes.',
  }),
  'row-too-long': (p: Place & { limit: number }) => ({
    what: `${at(p)}: no end of the row within ${p.limit / 2 ** 20} MiB.`,
    why: 'A row that long is no row of a table.',
    remedy: 'Check that the file is the one you meant, and that its lines end in line feeds.',
  }),
  'quote-open': (p: Place) => ({
    what: `${at(p)}: the double quote that opens this cell is never closed.`,
    why: 'Everything after it would be read as one cell.',
    remedy: 'Close the quote; a double quote inside a quoted cell is written twice.',
  }),
  'quote-stray': (p: Place) => ({
    what: `${at(p)}: something follows the double quote that closes this cell.`,
    why: 'It can be read in more than one way.',
    remedy: 'Write a double quote inside a quoted cell twice, or take out what follows.',
  }),
  'json-array': (p: { file: string }) => ({
    what: `${p.file} is one JSON array, not JSON Lines.`,
    why: 'JSON Lines has one object a line, so that a table of any size can be read row by row.',
    remedy: "Write one object a line, for example: jq -c '.[]' old.json > new.jsonl.",
  }),
  'json-line': (p: Place & { reason: string }) => ({
    what: `${at(p)}: this line is not a JSON object.`,
    why: p.reason,
    remedy: 'Write one object a line, with nothing else on it.',
  }),
  'json-late-column': (p: Place & { first: number }) => ({
    what: `${at(p)}: the column first appears here.`,
    why: `The columns of a JSON Lines table are the keys of its first ${p.first} rows.`,
    remedy: 'Give the key in the first row too, with null where there is no value.',
  }),
  'parquet-truncated': (p: { file: string }) => ({
    what: `${p.file} is cut off: it does not end as a Parquet file does.`,
    why: 'The end of a Parquet file says where everything in it stands.',
    remedy: 'Copy or download it again, or write it again.',
  }),
  'parquet-unreadable': (p: { file: string; reason: string }) => ({
    what: `${p.file} could not be read as Parquet.`,
    why: p.reason,
    remedy: 'Write it again, for example with pandas: to_parquet(…, compression="snappy").',
  }),
  'data-value': (p: Place & { found: string; expected: string }) => ({
    what: `${at(p)}: found ${p.found}.`,
    why: `Expected ${p.expected}. A value that cannot be scored would distort every number.`,
    remedy: 'Correct the value, or remove the row on both sides.',
  }),
  'values-too-many': (p: { file: string; column: string; most: number }) => ({
    what: `${p.file}: ${p.column} has over ${p.most} different values.`,
    why: 'Each value of it is counted apart, as a class or a group of people, and so many are something else.',
    remedy: 'Choose the task regression for numbers, or name a column with fewer values.',
  }),
} satisfies Rows;
