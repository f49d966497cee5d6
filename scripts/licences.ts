// The licence texts of every package that ended up in a bundle, for dist/licences.txt.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** One section a package, sorted by name and version; a package without a licence is an error. */
export function collectLicences(metafile: Metafile, root: string): string {
  const sections = bundledPackages(metafile)
    .map(folder => describePackage(join(root, folder)))
    .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
  const unique = new Map(sections.map(({ title, text }) => [title, text]));
  const head = 'Relevo is under the Apache License 2.0 (LICENSE). Its bundles contain the packages below.\n';
  return [head, ...[...unique].map(([title, text]) => `${'-'.repeat(80)}\n${title}\n\n${text}\n`)].join('\n');
}

/** The folders of the packages of which at least one byte is in an output. */
function bundledPackages(metafile: Metafile): string[] {
  const files = Object.values(metafile.outputs).flatMap(output =>
    Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const folders = files.flatMap(file => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(folders)];
}

function describePackage(folder: string): { readonly title: string; readonly text: string } {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder)
    .filter(name => /^(licen[cs]e|copying|notice)/i.test(name) && existsSync(join(folder, name)))
    .sort();
  if (files.length === 0 && !manifest.license) throw new Error(`${folder} has no licence; it cannot be bundled.`);
  const texts = files.map(name => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
  return {
    title: `${manifest.name} ${manifest.version}, ${manifest.license ?? 'licence below'}`,
    text:
      texts.length > 0 ? texts.join('\n\n') : `The package carries no licence file; it declares ${manifest.license}.`,
  };
}
