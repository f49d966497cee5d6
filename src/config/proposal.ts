// Proposes a first relevo.yml for a folder, from the names of its files and the heads of its tables.
import { isModelName } from '../core/model-ref.ts';
import { type ColumnRoles, guessRoles, type TableHead } from './column-roles.ts';
import { parseGlob } from './glob.ts';
import { parsePath } from './path.ts';

/** A folder as it was found: its name, its files by path from it, and the tables and package.json among them. */
export interface FolderView {
  readonly name: string;
  readonly files: readonly string[];
  readonly tables: ReadonlyMap<string, TableHead>;
  /** The text of package.json, when there is one. */
  readonly manifest: string | undefined;
}

/** What relevo.yml should say, and what its reader still has to do. */
export interface Proposal {
  readonly model: string;
  readonly language: 'node' | 'python';
  /** The command that trains, and the file it runs when that is known. */
  readonly train: { readonly command: string; readonly script: string | undefined };
  readonly predict: { readonly script: string; readonly command: readonly string[] | undefined };
  /** The table that everything was guessed from; to be split when there is no holdout yet. */
  readonly source: string | undefined;
  readonly data: string | undefined;
  readonly holdout: string;
  readonly roles: ColumnRoles;
}

const tablePattern = /\.(?:csv|tsv|jsonl|ndjson|parquet)$/i;
const holdoutPattern = /(?:^|[\W_])(?:holdout|hold-out|test|valid|validation|eval)(?:$|[\W_])/i;
const trainingPattern = /(?:^|[\W_])(?:train|training|history)(?:$|[\W_])/i;
const foreignPattern = /(?:^|\/)(?:node_modules|docs?|tests?|fixtures|logs?|model|\..*)\//i;

/** The tables that may be training data or a holdout, likeliest first; `propose` wants their heads. */
export function candidateTables(files: readonly string[]): string[] {
  const rank = (path: string) => [trainingPattern.test(path) ? 0 : 1, path.split('/').length] as const;
  return files
    .filter(path => tablePattern.test(path) && isOwn(path))
    .map(path => ({ path, rank: rank(path) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}

/** Makes a proposal for a folder; an empty folder gets one too, for files that are still to be written. */
export function propose(view: FolderView): Proposal {
  const tables = candidateTables(view.files).filter(path => view.tables.has(path));
  const source = tables.find(path => !isHoldoutName(path)) ?? tables[0];
  const roles = guessRoles(view.tables.get(source ?? '') ?? { columns: [], rows: [] });
  // The "test" file of a competition has no target: nothing can be judged on it.
  const given = tables.find(path => isHoldoutName(path) && view.tables.get(path)?.columns.includes(roles.target ?? ''));
  const sides = given === undefined && source !== undefined ? sidesOf(source) : { data: source, holdout: given };
  const training = findTraining(view);
  return {
    model: modelName(view),
    language: training.language,
    train: { command: training.command, script: training.script },
    predict: predictorOf(view, training.language),
    source,
    data: sides.data === given ? undefined : sides.data,
    holdout: sides.holdout ?? 'data/holdout.csv',
    roles,
  };
}

/** The names that `relevo split` gives the two sides of a table. */
export function sidesOf(path: string): { readonly data: string; readonly holdout: string } {
  const [, stem = path, extension = ''] = /^(.*?)(\.[^./]+)?(?:\.gz)?$/.exec(path) ?? [];
  // Parquet is read, not written.
  const ending = extension.toLowerCase() === '.parquet' ? '.csv' : extension;
  return { data: `${stem}.train${ending}`, holdout: `${stem}.holdout${ending}` };
}

interface Training {
  readonly language: Proposal['language'];
  readonly command: string;
  readonly script: string | undefined;
}

/** How scripts that train are called and run, in the order in which they are looked for. */
const trainers: readonly { pattern: RegExp; language: Training['language']; command: (path: string) => string }[] = [
  { pattern: /(?:^|\/)train\.[cm]?js$/, language: 'node', command: path => `node ${path}` },
  { pattern: /(?:^|\/)train\.py$/, language: 'python', command: path => `python ${path}` },
  { pattern: /(?:^|\/)train[^/]*\.[cm]?js$/, language: 'node', command: path => `node ${path}` },
  { pattern: /(?:^|\/)train[^/]*\.py$/, language: 'python', command: path => `python ${path}` },
  { pattern: /(?:^|\/)[^/]*train[^/]*\.ipynb$/, language: 'python', command: notebookCommand },
  { pattern: /\.ipynb$/, language: 'python', command: notebookCommand },
];

function notebookCommand(path: string): string {
  return `jupyter nbconvert --to notebook --execute ${path} --output-dir model`;
}

function findTraining(view: FolderView): Training {
  if (declaresTraining(view.manifest)) return { language: 'node', command: 'npm run train', script: undefined };
  const own = view.files.filter(isOwn);
  for (const { pattern, language, command } of trainers) {
    const script = shallowest(own.filter(path => pattern.test(path)));
    if (script !== undefined) return { language, script, command: prefix(view, language) + command(quoted(script)) };
  }
  return isPython(view)
    ? { language: 'python', command: `${prefix(view, 'python')}python train.py`, script: 'train.py' }
    : { language: 'node', command: 'node train.js', script: 'train.js' };
}

function predictorOf(view: FolderView, language: Training['language']): Proposal['predict'] {
  const pattern = language === 'python' ? /(?:^|\/)predict\.py$/ : /(?:^|\/)predict\.[cm]?js$/;
  const found = shallowest(view.files.filter(path => pattern.test(path) && isOwn(path)));
  if (language === 'node') return { script: found ?? 'predict.js', command: undefined };
  const script = found ?? 'predict.py';
  const runner = prefix(view, 'python').split(' ').filter(Boolean);
  return { script, command: [...runner, 'python', script, '$MODEL', '$DATA', '$OUTPUT'] };
}

/** What a Python project's commands start with, by its lock file. */
const runners: readonly (readonly [file: string, prefix: string])[] = [
  ['uv.lock', 'uv run '],
  ['poetry.lock', 'poetry run '],
  ['Pipfile.lock', 'pipenv run '],
];

function prefix(view: FolderView, language: Training['language']): string {
  if (language === 'node') return '';
  return runners.find(([file]) => view.files.includes(file))?.[1] ?? '';
}

const pythonFiles = ['pyproject.toml', 'requirements.txt', 'setup.py', 'Pipfile', 'environment.yml'];

function isPython(view: FolderView): boolean {
  if (view.files.some(path => pythonFiles.includes(path))) return true;
  return view.manifest === undefined && view.files.some(path => path.endsWith('.py'));
}

/** Whether package.json has a script `train`; a package.json that cannot be read has none, which npm itself will say. */
function declaresTraining(manifest: string | undefined): boolean {
  try {
    const parsed: unknown = JSON.parse(manifest ?? '{}');
    return typeof (parsed as { scripts?: { train?: unknown } } | null)?.scripts?.train === 'string';
  } catch {
    return false;
  }
}

/** A name that a model may have, from the folder's own. */
function modelName({ name }: FolderView): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const short = plain.slice(0, 40).replace(/-+$/, '') || 'model';
  return isModelName(short) ? short : `${short}-model`;
}

/** Whether a file may belong to the model, and its path can be written in relevo.yml without a trick. */
function isOwn(path: string): boolean {
  return !foreignPattern.test(path) && !/["'$`\\]/.test(path) && parsePath(path).ok && parseGlob(path).ok;
}

function shallowest(paths: readonly string[]): string | undefined {
  return [...paths].sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))[0];
}

function quoted(path: string): string {
  return /^[\w./@-]+$/.test(path) ? path : `"${path}"`;
}

function isHoldoutName(path: string): boolean {
  return holdoutPattern.test(baseName(path));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
