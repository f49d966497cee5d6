// The licence texts of every package that ended up in a bundle, for dist/licences.txt.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** Each text once, under the packages that carry it, sorted by their names; a package without a licence is an error. */
export function collectLicences(metafiles: readonly Metafile[], root: string): string {
  const packages = bundledPackages(metafiles).map(folder => describePackage(join(root, folder)));
  const carriers = new Map<string, Set<string>>();
  for (const { title, texts } of packages) {
    for (const text of texts) carriers.set(text, (carriers.get(text) ?? new Set()).add(title));
  }
  const sections = [...carriers].map(([text, titles]) => `${[...titles].sort().join('\n')}\n\n${text}\n`).sort();
  const head = 'Relevo is under the Apache License 2.0 (LICENSE). Its bundles contain the packages below.\n';
  return [head, ...sections].join(`\n${'-'.repeat(80)}\n`);
}

/** The folders of the packages of which at least one byte is in an output. */
function bundledPackages(metafiles: readonly Metafile[]): string[] {
  const outputs = metafiles.flatMap(metafile => Object.values(metafile.outputs));
  const files = outputs.flatMap(output =>
    Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const folders = files.flatMap(file => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(folders)];
}

function describePackage(folder: string): { readonly title: string; readonly texts: readonly string[] } {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter(
    name => /^(licen[cs]e|copying|notice)/i.test(name) && isText(join(folder, name)),
  );
  if (files.length === 0 && !manifest.license) throw new Error(`${folder} has no licence; it cannot be bundled.`);
  const texts = files.map(name =>
    readFileSync(join(folder, name), 'utf8')
      .replaceAll(/[ \t]*\r?\n/g, '\n')
      .trim(),
  );
  const declared = `The package carries no licence text; it declares ${manifest.license}.`;
  return {
    title: `${manifest.name} ${manifest.version}, ${manifest.license ?? 'see below'}`,
    texts: texts.length > 0 ? texts : [declared],
  };
}

const isText = (path: string) => statSync(path).isFile();
