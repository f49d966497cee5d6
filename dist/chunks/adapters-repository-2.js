import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  fail
} from "./errors-tables.js";

// src/adapters/repository.ts
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
var run = promisify(execFile);
async function findRepository(folder, env) {
  const place = await git(folder, env, ["rev-parse", "--show-cdup", "--show-prefix"]);
  if (place === void 0) return { root: folder, dir: ".", branch: "main" };
  const [up = "", prefix = ""] = place.split("\n");
  const remote = await git(folder, env, ["for-each-ref", "--format=%(symref:lstrip=3)", "refs/remotes/origin/HEAD"]);
  const here = await git(folder, env, ["branch", "--show-current"]);
  const local = /^(?:main|master)$/.test(here?.trim() ?? "") ? here : void 0;
  const branch = [remote, local].map((name) => name?.trim()).find(Boolean) ?? "main";
  return { root: resolve(folder, up), dir: prefix.replace(/\/$/, "") || ".", branch };
}
var mostFiles = 2e4;
async function listFolder(folder, env) {
  const tracked = await listWithGit(folder, env, ["--cached"]);
  if (tracked === void 0) return { isRepository: false, files: await walkFolder(folder), untracked: /* @__PURE__ */ new Set() };
  const untracked = new Set(await listWithGit(folder, env, ["--others", "--exclude-standard"]) ?? []);
  return { isRepository: true, files: [.../* @__PURE__ */ new Set([...tracked, ...untracked])].sort(), untracked };
}
async function listWithGit(folder, env, which) {
  const listed = await git(folder, env, ["ls-files", "-z", ...which]);
  return listed?.split("\0").filter((path) => path !== "");
}
async function git(folder, env, args) {
  try {
    const options = { cwd: folder, env: { ...env, LC_ALL: "C" }, maxBuffer: 2 ** 30 };
    return (await run("git", args, options)).stdout;
  } catch (thrown) {
    const { code, stderr, message } = thrown;
    if (code === "ENOENT" || stderr?.includes("not a git repository")) return void 0;
    throw fail("git-failed", { folder, reason: stderr?.trim() || message }, thrown);
  }
}
var skipped = /* @__PURE__ */ new Set(["node_modules", "__pycache__", "venv"]);
async function walkFolder(folder, from = "", most = mostFiles) {
  const found = [];
  const waiting = [from];
  for (let inner = waiting.shift(); inner !== void 0 && found.length < most; inner = waiting.shift()) {
    const entries = await readdir(join(folder, inner), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = inner === "" ? entry.name : `${inner}/${entry.name}`;
      if (entry.isDirectory() && !entry.name.startsWith(".") && !skipped.has(entry.name)) waiting.push(path);
      else if (entry.isFile()) found.push(path);
    }
  }
  return found.slice(0, most).sort();
}

export {
  findRepository,
  listFolder,
  walkFolder
};
