// The job summary. It is HTML without a blank line, in which GitHub reads no Markdown; foreign text in it is code, in which
// GitHub looks for no mentions, issues and links.

/** One problem of the config, as the summary shows it. */
export interface ShownProblem {
  readonly line: number | undefined;
  readonly key: string;
  readonly message: string;
}

/** What the summary tells about a config. */
export interface ConfigSummary {
  readonly file: string;
  readonly models: readonly string[];
  readonly problems: readonly ShownProblem[];
}

/** GitHub takes a mebibyte; this many rows of this many characters stay far below it. */
const mostRows = 200;
const mostCharacters = 300;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Foreign text as HTML code, on one line and of bounded length. */
export function inert(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' ').trim();
  const short = line.length > mostCharacters ? `${line.slice(0, mostCharacters)} …` : line;
  return `<code>${short.replace(/[&<>"]/g, character => entities[character] ?? character)}</code>`;
}

/** The summary of a checked config: the answer in the first line, then a row a problem. */
export function renderSummary({ file, models, problems }: ConfigSummary): string {
  return `${problems.length > 0 ? renderProblems(file, problems) : renderModels(file, models)}\n`;
}

function renderModels(file: string, models: readonly string[]): string {
  const items = models.map(model => `<li>${inert(model)}</li>`);
  return [`<h3>✅ ${inert(file)} is valid</h3>`, '<ul>', ...items, '</ul>'].join('\n');
}

function renderProblems(file: string, problems: readonly ShownProblem[]): string {
  const rows = problems
    .slice(0, mostRows)
    .map(({ line, key, message }) => `<tr><td>${line ?? ''}</td><td>${inert(key)}</td><td>${inert(message)}</td></tr>`);
  const left = problems.length - rows.length;
  return [
    `<h3>❌ ${inert(file)} has ${problems.length === 1 ? 'one problem' : `${problems.length} problems`}</h3>`,
    '<table>',
    '<tr><th>line</th><th>key</th><th>problem</th></tr>',
    ...rows,
    '</table>',
    ...(left > 0 ? [`<p>${left} more are in the log.</p>`] : []),
  ].join('\n');
}
