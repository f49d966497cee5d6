// Makes what ships: the bundles of every entry in one folder, from the sources alone and with the same bytes everywhere.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type OutputFile } from 'esbuild';
import { collectLicences } from './licences.ts';

/** What is bundled: the file's name in dist, without its ending, and the module that it starts. */
const shipped: Readonly<Record<string, string>> = {
  'action/index': 'src/entry/action/index.ts',
  'cli/index': 'src/entry/cli/index.ts',
  'tensorflow-worker': 'src/entry/tensorflow-worker.ts',
  'tensorflow/index': 'src/entry/tensorflow/index.ts',
};

/** What runs in a reader's browser, put whole into the page that it belongs to. */
const inBrowser: Readonly<Record<string, string>> = {
  'page/report': 'src/entry/page/index.ts',
};

/** What is copied as it stands: the file in dist, and where it comes from. */
const copied: Readonly<Record<string, string>> = {
  'tensorflow/index.d.ts': 'src/entry/tensorflow/public.d.ts',
  'tensorflow/tfjs-backend-wasm.wasm': 'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm',
  'tensorflow/tfjs-backend-wasm-simd.wasm':
    'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
};

// CommonJS packages inside an ES module still ask for these.
const banner = `import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));`;

/** Bundles what ships, or other entries, into a folder, writes licences.txt beside them and removes what no longer belongs there. */
export async function bundle(outdir: string, entries = shipped): Promise<void> {
  const root = process.env.RELEVO_ROOT ?? fileURLToPath(new URL('..', import.meta.url));
  const folder = resolve(root, outdir);
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.entries(entries).map(([out, source]) => ({ out, in: source })),
    outdir: folder,
    chunkNames: 'chunks/[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.18',
    banner: { js: banner },
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const page = await bundleForBrowser(root, folder);
  const files = nameChunks(outputFiles, metafile).concat(page.outputFiles);
  const contents = new Map<string, string | Buffer>();
  for (const { path, text } of files) contents.set(relative(folder, path).replaceAll('\\', '/'), text);
  for (const [path, source] of Object.entries(copied)) contents.set(path, readFileSync(join(root, source)));
  contents.set('licences.txt', collectLicences([metafile, page.metafile], root));
  // Node before 20.19 asks the nearest package.json what a .js file is; with this one, the folder works anywhere.
  contents.set('package.json', '{ "type": "module" }\n');
  writeFolder(folder, contents);
}

function bundleForBrowser(root: string, folder: string) {
  return build({
    absWorkingDir: root,
    entryPoints: Object.entries(inBrowser).map(([out, source]) => ({ out, in: source })),
    outdir: folder,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
}

interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Gives each shared chunk the name of its largest module: esbuild's hashes would rename files at every change. */
function nameChunks(files: readonly OutputFile[], metafile: Metafile): TextFile[] {
  const names = new Map<string, string>();
  const taken = new Map<string, number>();
  for (const { hash, modules } of chunksOf(metafile)) {
    const name = readableName(modules[0] ?? 'runtime');
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    names.set(hash, count === 1 ? name : `${name}-${count}`);
  }
  const rename = (text: string) => text.replace(/\b([0-9A-Z]{8})(?=\.js\b)/g, hash => names.get(hash) ?? hash);
  return files.map(file => ({ path: join(dirname(file.path), rename(basename(file.path))), text: rename(file.text) }));
}

interface Chunk {
  readonly hash: string;
  /** The module that asked for the chunk by name, then those in it, largest first. */
  readonly modules: readonly string[];
}

/** The shared chunks, in an order that depends on what is in them alone. */
function chunksOf(metafile: Metafile): Chunk[] {
  const chunks = Object.entries(metafile.outputs).flatMap(([path, { inputs, entryPoint }]) => {
    const hash = /\/chunks\/([0-9A-Z]{8})\.js$/.exec(path)?.[1];
    if (hash === undefined) return [];
    const sizes = Object.entries(inputs).map(([file, { bytesInOutput }]) => ({ file, bytesInOutput }));
    sizes.sort((a, b) => b.bytesInOutput - a.bytesInOutput || compareTexts(a.file, b.file));
    return [{ hash, modules: [...(entryPoint === undefined ? [] : [entryPoint]), ...sizes.map(({ file }) => file)] }];
  });
  return chunks.sort((a, b) => compareTexts(a.modules.join('\n'), b.modules.join('\n')));
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `src/config/schema.ts` → `config-schema`, `node_modules/yaml/dist/index.js` → `yaml`. */
function readableName(module: string): string {
  const inside = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1];
  const name = inside ?? module.replace(/^src\//, '').replace(/\.[^.]+$/, '');
  return name.replaceAll(/[^\w-]+/g, '-').replace(/^-/, '');
}

/** Makes a folder hold exactly these files; those that start with `#!` can be run. */
function writeFolder(folder: string, contents: ReadonlyMap<string, string | Buffer>): void {
  const present = existsSync(folder) ? readdirSync(folder) : [];
  // What it does not know is removed, so the folder must be one of its own.
  if (present.length > 0 && !present.includes('licences.txt')) throw new Error(`${folder} holds other files.`);
  for (const [path, content] of contents) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (typeof content === 'string' && content.startsWith('#!')) chmodSync(file, 0o755);
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !contents.has(relative(folder, file).replaceAll('\\', '/'))) rmSync(file);
  }
}
