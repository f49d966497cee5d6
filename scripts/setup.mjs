// Makes a fresh clone ready: installs what package-lock.json names when node_modules is missing or older. Plain
// JavaScript with nothing imported, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const oldest = [20, 18, 1];

/** @param {string} version @param {number[]} least */
function isOlder(version, least) {
  const parts = version.split('.').map(Number);
  for (const [index, wanted] of least.entries()) {
    const part = parts[index] ?? 0;
    if (part !== wanted) return part < wanted;
  }
  return false;
}

function isInstalled() {
  const installed = `${root}node_modules/.package-lock.json`;
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs;
}

if (isOlder(process.versions.node, oldest)) {
  console.error(`Relevo needs Node ${oldest.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(2);
}
if (!isInstalled()) {
  console.error('Installing dependencies (npm ci) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // npm's own output goes to stderr, so that a command's stdout stays its own.
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    console.error('npm ci failed; its own message is above. With the network back, run the same command again.');
    process.exit(result.status ?? 1);
  }
}
