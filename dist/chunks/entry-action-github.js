import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  ReleaseBlobs,
  RunTars,
  createClient,
  createGitHubPorts,
  openGitHubLedger,
  openReleaseStorage,
  parseReleaseTag,
  promoteOnGitHub
} from "./octokit-plugin-rest-endpoint-methods.js";
import {
  unpackTar
} from "./adapters-registry-tar-read.js";
import {
  foldState
} from "./core-model-state-2.js";
import {
  runNumber
} from "./flows-trusted-runs.js";
import {
  fail
} from "./errors-tables.js";

// src/adapters/github/run-blobs.ts
import { createReadStream } from "node:fs";
var MOST_RUNS = 3;
var RunBlobs = class {
  #tars;
  #runsOf;
  /** Where each was found; what was found stays there for as long as this job. */
  #found = /* @__PURE__ */ new Map();
  constructor(tars, runsOf2) {
    this.#tars = tars;
    this.#runsOf = runsOf2;
  }
  async has(digest) {
    return await this.#find(digest) !== null;
  }
  async verify(digest) {
    return this.fetch(digest, await this.#tars.fresh("verified"));
  }
  async fetch(digest, folder) {
    const path = await this.#find(digest);
    if (path === null) throw fail("registry-missing", { wanted: `The artifact ${digest}`, place: "uploads of runs" });
    return unpackTar({ source: createReadStream(path), name: path, folder });
  }
  #find(digest) {
    const known = this.#found.get(digest) ?? this.#search(digest);
    this.#found.set(digest, known);
    return known;
  }
  async #search(digest) {
    for (const run of (await this.#runsOf(digest)).slice(0, MOST_RUNS)) {
      const path = await this.#tars.ofRun(run, digest);
      if (path !== null) return path;
    }
    return null;
  }
};

// src/entry/action/github.ts
var SELF = "github-actions[bot]";
function connect(token, { env, event, log }) {
  const { GITHUB_API_URL: baseUrl } = env;
  const client = createClient(token, { log, ...baseUrl === void 0 ? {} : { baseUrl } });
  const where = { owner: event.owner, repo: event.repo, self: SELF };
  const ports = createGitHubPorts(client, where);
  return { ports, ledger: openGitHubLedger(client, where, ports) };
}
function asReadFirst(ledger) {
  const readings = /* @__PURE__ */ new Map();
  return {
    models: () => ledger.models(),
    read: (model) => {
      const reading = readings.get(model) ?? ledger.read(model);
      readings.set(model, reading);
      return reading;
    },
    append: (addition) => ledger.append(addition),
    report: (model, digest) => ledger.report(model, digest),
    watch: (model) => ledger.watch(model)
  };
}
function readRegistry(token, job) {
  const { ports, ledger: live } = connect(token, job);
  const ledger = asReadFirst(live);
  const tars = new RunTars(ports.runs);
  return {
    ledger,
    blobsOf: (names) => [
      new ReleaseBlobs({
        releases: ports.releases,
        draft: null,
        holds: (tag) => names.includes(parseReleaseTag(tag)?.model ?? "")
      }),
      new RunBlobs(tars, async (digest) => (await Promise.all(names.map((name) => runsOf(name, digest, ledger)))).flat())
    ],
    text: (commit, path) => ports.repository.text(commit, path),
    proposals: ports.proposals,
    pulls: ports.repository,
    clear: () => tars.clear()
  };
}
async function runsOf(model, digest, ledger) {
  const { runs } = foldState((await ledger.read(model)).entries);
  const made = runs.filter(({ judged }) => judged.artifact === digest || judged.predictions === digest);
  const numbers = made.map(({ judged }) => runNumber(judged.run)).filter((number) => number !== null);
  return [...new Set(numbers.reverse())];
}
function openTrusted({ token, takesOver }, job) {
  const { ports, ledger } = connect(token, job);
  const tars = new RunTars(ports.runs);
  const { workflow } = job.event;
  if (workflow === null) throw fail("job-environment", { name: "GITHUB_WORKFLOW_REF" });
  return {
    ports: { ...ports, ledger, tars, storage: openReleaseStorage(ports), clock: { now: job.now }, log: job.log },
    standing: { writer: "actions", takesOver, workflow },
    clear: () => tars.clear()
  };
}
var decideWith = ({ ports, standing }) => (model) => promoteOnGitHub({ model, standing, command: null }, ports);

export {
  readRegistry,
  openTrusted,
  decideWith
};
