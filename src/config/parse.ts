// Text → Config, or every problem in it with line, column and path.
import { type Config, type ModelConfig, resolveModel } from './config.ts';
import { checkModel } from './consistency.ts';
import { parseModelName } from './model-name.ts';
import { describeFound } from './parsed.ts';
import type { Problem, ProblemList } from './problems.ts';
import { type Draft, explainUnknownKey, readKeys } from './read-keys.ts';
import { alternatives, configSchema, type ModelText, modelSchema } from './schema.ts';
import { isEmpty, layOver, type MapTree, type Place, placeOf, plain, type Tree } from './tree.ts';
import { readYaml } from './yaml-tree.ts';

/** Models in one file: a job each in a matrix, and GitHub allows 256. */
const MOST_MODELS = 256;

/** Reads a relevo.yml; `file` is what problems call it. Never throws, whatever the text. */
export function parseConfig(text: string, file: string): { config: Config } | { problems: readonly Problem[] } {
  const { tree, problems } = readYaml(text, file);
  const { models, retired } = tree === undefined ? nothing : readRoot(tree, problems);
  const found = problems.list();
  if (found.length > 0) return { problems: found };
  // Nothing was wrong, so every model has been read whole.
  const resolved = models.map(([name, draft]): [string, ModelConfig] => [name, resolveModel(name, draft as ModelText)]);
  return { config: { models: Object.fromEntries(resolved), retired } };
}

type Drafts = [name: string, draft: unknown][];

interface Root {
  readonly models: Drafts;
  readonly retired: readonly string[];
}

const nothing: Root = { models: [], retired: [] };

function readRoot(root: Tree, problems: ProblemList): Root {
  if (root.kind !== 'map') {
    const message = isEmpty(root)
      ? 'the file is empty; expected the key models'
      : `expected the key models; found ${describeFound(plain(root))}`;
    problems.add(root.at, { message, hint: '`relevo init` writes a first relevo.yml.' });
    return nothing;
  }
  for (const [name, { key }] of root.entries) {
    if (Object.hasOwn(configSchema.shape, name)) continue;
    const isOfModel = Object.hasOwn(modelSchema.shape, name);
    const hint = 'It belongs to a model: models, then a name, then this key; or to defaults, for all models.';
    problems.add(key, isOfModel ? { message: 'unknown key', hint } : explainUnknownKey(name, configSchema));
  }
  const models = readModels(root, readDefaults(root, problems), problems);
  return { models, retired: readRetired(root, models, problems) };
}

/** The names of models that are no longer kept; none of them is a model's, now or formerly. */
function readRetired(root: MapTree, models: Drafts, problems: ProblemList): readonly string[] {
  const entries = new Map([...root.entries].filter(([name]) => name === 'retired'));
  const schema = configSchema.pick({ retired: true });
  const { retired } = readKeys(schema, { ...root, entries }, { tell: problems.add, isPartial: true });
  const taken = new Map<string | undefined, string>();
  for (const [name, draft] of models) {
    taken.set(name, 'a model of this file');
    for (const former of (draft as Draft<typeof modelSchema> | undefined)?.was ?? [])
      taken.set(former, `what ${name} was`);
  }
  for (const [index, name] of (retired ?? []).entries()) {
    const whose = name === undefined ? undefined : taken.get(name);
    if (whose !== undefined) problems.add(placeOf(root, ['retired', index]), { message: `"${name}" is ${whose}` });
  }
  return (retired ?? []).filter(name => name !== undefined);
}

function readDefaults(root: MapTree, problems: ProblemList): MapTree {
  const entry = root.entries.get('defaults');
  const none: MapTree = { kind: 'map', at: root.at, entries: new Map() };
  if (entry === undefined || isEmpty(entry.value) || entry.value.kind === 'unread') return none;
  if (entry.value.kind !== 'map') {
    const message = `expected a map of what models share; found ${describeFound(plain(entry.value))}`;
    problems.add(entry.value.at, { message });
    return none;
  }
  readKeys(modelSchema, entry.value, { tell: problems.add, isPartial: true });
  return entry.value;
}

function readModels(root: MapTree, defaults: MapTree, problems: ProblemList): Drafts {
  const entry = root.entries.get('models');
  const tree = entry?.value;
  if (tree?.kind === 'unread') return [];
  if (tree === undefined || tree.kind !== 'map' || tree.entries.size === 0) {
    const place: Place = { path: 'models', offset: entry?.key.offset ?? root.at.offset };
    const found = tree === undefined ? 'nothing' : describeFound(plain(tree));
    problems.add(place, { message: `expected models by name, at least one; found ${found}` });
    return [];
  }
  if (tree.entries.size > MOST_MODELS) {
    problems.add(entry?.key ?? tree.at, { message: `at most ${MOST_MODELS} models; found ${tree.entries.size}` });
    return [];
  }
  const names = [...tree.entries.keys()];
  const former = new Map<string, string>();
  return names.map((name): Drafts[number] => [name, readModel(name, tree, { names, former, defaults, problems })]);
}

interface Around {
  readonly names: readonly string[];
  /** Which model each former name belongs to, as far as was read. */
  readonly former: Map<string, string>;
  readonly defaults: MapTree;
  readonly problems: ProblemList;
}

function readModel(name: string, models: MapTree, { names, former, defaults, problems }: Around): unknown {
  const entry = models.entries.get(name);
  if (entry === undefined || entry.value.kind === 'unread') return undefined;
  const parsedName = parseModelName(name);
  if (!parsedName.ok) for (const mistake of parsedName.mistakes) problems.add(entry.key, mistake);
  if (entry.value.kind !== 'map' && !isEmpty(entry.value)) {
    const message = `expected a map of what the model is; found ${describeFound(plain(entry.value))}`;
    problems.add(entry.value.at, { message });
    return undefined;
  }
  const own: MapTree = {
    kind: 'map',
    at: entry.key,
    entries: entry.value.kind === 'map' ? entry.value.entries : new Map(),
  };
  const tree = layOver(defaults, own, exclusiveWith);
  const draft = readKeys(modelSchema, tree, { tell: problems.add, isPartial: false });
  const say: Parameters<typeof checkModel>[1] = (keys, mistake) => {
    const place = placeOf(tree, keys);
    const whose = place.path.startsWith('defaults') ? ` (model ${name})` : '';
    problems.add(place, { ...mistake, message: mistake.message + whose });
  };
  checkModel(draft, say);
  checkFormerNames(draft.was ?? [], { name, names, former, say });
  return draft;
}

/** The keys of which this one takes the place, when defaults give them. */
function exclusiveWith(key: string, path: string): readonly string[] | undefined {
  const group: readonly string[] | undefined = path === 'train' || path === 'predict' ? alternatives[path] : undefined;
  return group?.includes(key) ? group.filter(other => other !== key) : undefined;
}

interface Naming {
  readonly name: string;
  readonly names: readonly string[];
  readonly former: Map<string, string>;
  readonly say: Parameters<typeof checkModel>[1];
}

function checkFormerNames(was: readonly (string | undefined)[], { name, names, former, say }: Naming): void {
  for (const [index, old] of was.entries()) {
    if (old === undefined) continue;
    const other = former.get(old);
    former.set(old, name);
    if (old === name) say(['was', index], { message: `"${old}" is the name that it has now` });
    else if (names.includes(old)) say(['was', index], { message: `"${old}" is another model of this file` });
    else if (other !== undefined) say(['was', index], { message: `"${old}" is what ${other} was` });
  }
}
