import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  logSteps
} from "./entry-app-json-log-2.js";
import {
  Probot,
  Recent,
  createApp,
  fullLook,
  openRepository,
  perform
} from "./sonic-boom.js";
import "./report-watch-schema.js";
import "./report-watch-words.js";
import "./flows-prune.js";
import "./report-watch-outputs.js";
import "./core-watch-signal.js";
import "./report-model-line.js";
import {
  ask,
  createClient
} from "./octokit-plugin-rest-endpoint-methods.js";
import "./flows-continued-ledger.js";
import "./flows-promote-2.js";
import "./core-promotion-conditions.js";
import "./report-report-check.js";
import "./report-run-facts.js";
import "./flows-record-run-2.js";
import "./flows-monitor-record-2.js";
import "./config-key-values.js";
import "./report-model-card.js";
import "./report-report-schema.js";
import "./core-policy.js";
import "./core-statistics-long-run.js";
import "./flows-lock-data-2.js";
import "./core-lock-2.js";
import "./picomatch.js";
import "./adapters-repository-2.js";
import "./config-schema.js";
import "./config-yaml-tree.js";
import "./yaml.js";
import "./config-margin.js";
import "./config-artifact-source.js";
import "./config-config.js";
import "./config-policy-consistency.js";
import "./core-metrics-ordered.js";
import "./core-metrics-terms.js";
import "./config-problems-2.js";
import "./adapters-registry-tar-read.js";
import "./core-artifact-manifest.js";
import "./core-model-state-2.js";
import "./core-name-shape.js";
import "./markdown-table.js";
import "./report-comparison-words.js";
import "./report-inert.js";
import "./report-figures.js";
import "./core-number-text.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./report-comparison-schema-2.js";
import "./zod.js";
import "./flows-retrain-standing.js";
import "./flows-trusted-runs.js";
import "./report-workflow-commands.js";
import "./config-glob.js";
import "./config-percentage.js";
import "./config-path.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./core-nearest.js";
import "./core-json-shape.js";
import "./core-digest.js";
import "./version-2.js";
import "./adapters-system-2.js";
import {
  fail
} from "./errors-tables.js";
import "./runtime.js";

// src/adapters/github/app-access.ts
import { createPrivateKey, createSign } from "node:crypto";
var LIFE_SECONDS = 540;
var AHEAD_SECONDS = 60;
var LEAST_LEFT_MS = 10 * 6e4;
var proving = { doing: "act as the App", permission: "metadata", level: "read" };
var AppAccess = class {
  #appId;
  #key;
  #options;
  #clock;
  #tokens = /* @__PURE__ */ new Map();
  #login = null;
  constructor({ appId, privateKey }, options, clock) {
    this.#appId = appId;
    this.#key = readKey(privateKey);
    this.#options = options;
    this.#clock = clock;
  }
  /** The login that the App writes as: `relevo[bot]`. */
  login() {
    this.#login ??= this.#askLogin();
    this.#login.catch(() => {
      this.#login = null;
    });
    return this.#login;
  }
  /** A client for the repositories of an installation. */
  async client(installation) {
    const known = await this.#tokens.get(installation)?.catch(() => null);
    if (known != null && known.until - this.#clock.now().getTime() > LEAST_LEFT_MS)
      return createClient(known.token, this.#options);
    const asking = this.#askToken(installation);
    this.#tokens.set(installation, asking);
    return createClient((await asking).token, this.#options);
  }
  /** Every repository that the App is installed in. */
  async repositories() {
    const app = this.#asApp();
    const installations = await ask(proving, () => app.paginate(app.rest.apps.listInstallations, { per_page: 100 }));
    const found = [];
    for (const { id, suspended_at: suspended } of installations) {
      if (suspended == null) found.push(...await this.#repositoriesOf(id));
    }
    return found;
  }
  async #repositoriesOf(installation) {
    const client = await this.client(installation);
    const listed = await ask(
      proving,
      () => client.paginate(client.rest.apps.listReposAccessibleToInstallation, { per_page: 100 })
    );
    return listed.filter(({ archived, disabled }) => !archived && !disabled).map(({ owner, name }) => ({ owner: owner.login, repo: name, installation }));
  }
  async #askLogin() {
    const { data } = await ask(proving, () => this.#asApp().rest.apps.getAuthenticated());
    if (data?.slug === void 0) throw fail("github-token", { doing: proving.doing });
    return `${data.slug}[bot]`;
  }
  async #askToken(installation) {
    const wanted = { installation_id: installation };
    const { data } = await ask(proving, () => this.#asApp().rest.apps.createInstallationAccessToken(wanted));
    return { token: data.token, until: Date.parse(data.expires_at) };
  }
  #asApp() {
    return createClient(this.#proof(), this.#options);
  }
  /** A JSON Web Token (RFC 7519) signed with RS256, as GitHub asks for it. */
  #proof() {
    const seconds = Math.floor(this.#clock.now().getTime() / 1e3);
    const claims = { iat: seconds - AHEAD_SECONDS, exp: seconds + LIFE_SECONDS, iss: this.#appId };
    const signed = [{ alg: "RS256", typ: "JWT" }, claims].map((part) => base64Url(JSON.stringify(part))).join(".");
    return `${signed}.${createSign("RSA-SHA256").update(signed).sign(this.#key, "base64url")}`;
  }
};
var base64Url = (text) => Buffer.from(text).toString("base64url");
function readKey(text) {
  const pem = text.includes("BEGIN") ? text.replaceAll("\\n", "\n") : Buffer.from(text, "base64").toString("utf8");
  try {
    return createPrivateKey(pem);
  } catch (thrown) {
    throw fail("app-credentials", { name: "PRIVATE_KEY", reason: "it is no private key in PEM" }, thrown);
  }
}

// src/entry/app/task.ts
var keyOf = ({ owner, repo }) => `${owner}/${repo}`.toLowerCase();

// src/entry/app/queue.ts
var QueueClosed = class extends Error {
  status = 503;
};
var TaskQueue = class {
  #setting;
  #waiting = /* @__PURE__ */ new Map();
  #running = /* @__PURE__ */ new Map();
  #pausing = /* @__PURE__ */ new Map();
  #size = 0;
  #isOpen = true;
  #done = 0;
  constructor(setting) {
    this.#setting = setting;
  }
  /** Tasks that wait for their turn, or for another attempt. */
  get size() {
    return this.#size + this.#pausing.size;
  }
  /** Tasks that were done. */
  get done() {
    return this.#done;
  }
  /** Whether it takes more. */
  get isReady() {
    return this.#isOpen && this.size < this.#setting.most;
  }
  /** Takes a task. One that waits already, with the same work in the same repository, is the same task. */
  add(task) {
    if (!this.#isOpen) throw new QueueClosed("The server is ending.");
    if (this.size >= this.#setting.most) throw new QueueClosed("Too many tasks wait.");
    this.#put({ task, attempt: 0 });
  }
  /** Takes no more, ends what is being done, and says how many tasks are left undone. */
  async close() {
    this.#isOpen = false;
    const left = this.size;
    for (const timer of this.#pausing.keys()) clearTimeout(timer);
    this.#pausing.clear();
    this.#waiting.clear();
    this.#size = 0;
    await Promise.all(this.#running.values());
    return left;
  }
  /** Resolves once nothing waits and nothing is being done. */
  async idle() {
    while (this.size > 0 || this.#running.size > 0) {
      await Promise.race([...this.#running.values(), new Promise((resolve) => setTimeout(resolve, 20))]);
    }
  }
  #put(waiting) {
    const { where, work } = waiting.task;
    const key = keyOf(where);
    const line = this.#waiting.get(key) ?? /* @__PURE__ */ new Map();
    this.#waiting.set(key, line);
    const same = JSON.stringify(work);
    if (!line.has(same)) this.#size++;
    line.set(same, waiting);
    this.#next();
  }
  #next() {
    for (const [key, line] of this.#waiting) {
      if (this.#running.size >= this.#setting.atOnce) return;
      const [first] = line;
      if (this.#running.has(key) || first === void 0) continue;
      line.delete(first[0]);
      if (line.size === 0) this.#waiting.delete(key);
      this.#size--;
      this.#start(key, first[1]);
    }
  }
  #start(key, waiting) {
    const running = this.#attempt(waiting).finally(() => {
      this.#running.delete(key);
      this.#next();
    });
    this.#running.set(key, running);
  }
  async #attempt({ task, attempt }) {
    try {
      await this.#setting.perform(task);
      this.#done++;
    } catch (thrown) {
      const pause = this.#isOpen ? this.#setting.pauses[attempt] : void 0;
      this.#setting.onFailure(task, thrown, pause === void 0);
      if (pause !== void 0) this.#later({ task, attempt: attempt + 1 }, pause);
    }
  }
  #later(waiting, pause) {
    const timer = setTimeout(() => {
      this.#pausing.delete(timer);
      this.#put(waiting);
    }, pause);
    timer.unref();
    this.#pausing.set(timer, waiting);
  }
};

// src/entry/app/webhook-server.ts
import { createServer } from "node:http";
var WEBHOOKS = "/api/github/webhooks";
var MOST_BYTES = 25 * 1024 * 1024;
var Refusal = class extends Error {
  status;
  constructor(status, message) {
    super(message);
    this.status = status;
  }
};
function createWebhookServer(serving) {
  const server = createServer((request, response) => {
    const started = performance.now();
    answer(request, serving).catch((thrown) => ({ status: statusOf(thrown), text: textOf(thrown) })).then(({ status, text }) => {
      if (!request.complete) response.setHeader("connection", "close");
      send(response, status, text);
      const ms = Math.round(performance.now() - started);
      serving.onAnswer({
        status,
        ms,
        delivery: header(request, "x-github-delivery"),
        event: header(request, "x-github-event")
      });
    });
  });
  server.headersTimeout = 1e4;
  server.requestTimeout = 3e4;
  server.keepAliveTimeout = 5e3;
  return server;
}
async function answer(request, serving) {
  const path = (request.url ?? "/").split("?")[0];
  switch (path) {
    case "/health":
      return { status: 200, text: "alive" };
    case "/ready":
      return serving.isReady() ? { status: 200, text: "ready" } : { status: 503, text: "not ready" };
    case WEBHOOKS:
      return takeWebhook(request, serving);
    default:
      throw new Refusal(404, "There is nothing here.");
  }
}
async function takeWebhook(request, { receive }) {
  if (request.method !== "POST") throw new Refusal(405, "Webhooks are POSTed.");
  if (!/^application\/json\b/.test(header(request, "content-type") ?? ""))
    throw new Refusal(415, "Webhooks are JSON: choose application/json as the content type.");
  const [id, name, signature] = ["x-github-delivery", "x-github-event", "x-hub-signature-256"].map(
    (key) => header(request, key)
  );
  if (!id || !name || !/^[\w-]{1,100}$/.test(id) || !/^[a-z0-9_]{1,100}$/.test(name))
    throw new Refusal(400, "The delivery or its event is not named.");
  if (!signature || !/^sha256=[0-9a-f]{64}$/.test(signature)) throw new Refusal(401, "There is no signature.");
  await receive({ id, name, signature, payload: await readBody(request) });
  return { status: 202, text: "taken" };
}
function header(request, name) {
  const value = request.headers[name];
  return typeof value === "string" ? value : null;
}
async function readBody(request) {
  if (Number(request.headers["content-length"] ?? 0) > MOST_BYTES) throw new Refusal(413, "The body is too large.");
  const pieces = [];
  let bytes = 0;
  for await (const piece of request) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new Refusal(413, "The body is too large.");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
function send(response, status, text) {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" });
  response.end(`${text}
`);
}
function statusOf(thrown) {
  const [first = thrown] = thrown instanceof AggregateError ? thrown.errors : [];
  const status = first?.status;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}
var textOf = (thrown) => thrown instanceof Refusal ? thrown.message : statusOf(thrown) === 503 ? "Try again later." : "This could not be taken.";

// src/entry/app/serve.ts
var HOUR = 36e5;
var PAUSES = [5e3, 6e4, 6e5];
async function serve(setting, { log, clock, reach = reachGitHub(setting, log, clock) }) {
  const standing = { writer: "app", workflow: setting.workflow };
  const recent = new Recent(1e4);
  const queue = new TaskQueue({
    perform: async (task) => {
      const started = clock.now().getTime();
      await perform(task, { config: setting.config, standing, self: null, recent, open: reach.open });
      log.info("done", { ...about(task), ms: clock.now().getTime() - started, waiting: queue.size });
    },
    onFailure: (task, thrown, isLast) => log.error(isLast ? "given up until the next look" : "to be tried again", thrown, about(task)),
    atOnce: setting.atOnce,
    most: 1e4,
    pauses: PAUSES
  });
  const receive = await receiver(setting, (task) => {
    queue.add(task);
    log.info("taken", about(task));
  });
  const server = createWebhookServer({
    receive,
    isReady: () => queue.isReady,
    onAnswer: (answered) => log.info("answered", answered)
  });
  const lookAround = () => lookEverywhere(reach, queue, log);
  await listen(server, setting);
  void lookAround();
  const timer = setInterval(lookAround, HOUR);
  const { port } = server.address();
  log.info("listening", { host: setting.host, port });
  const end = async () => {
    clearInterval(timer);
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const left = await queue.close();
    server.closeAllConnections();
    await closed;
    log.info("ended", { left });
  };
  return { port, queue, end };
}
var about = ({ delivery, where, work }) => ({ delivery, repository: keyOf(where), task: work.kind });
async function receiver(setting, take) {
  const { appId, privateKey, webhookSecret: secret, baseUrl } = setting;
  const probot = new Probot({
    appId,
    privateKey,
    secret,
    logLevel: "fatal",
    logFormat: "json",
    ...baseUrl === null ? {} : { baseUrl }
  });
  await probot.ready();
  await probot.load(createApp(async (task) => take(task)));
  return async ({ id, name, payload, signature }) => {
    const holds = await probot.webhooks.verify(payload, signature).catch(() => false);
    if (!holds) throw new Refusal(401, "The signature does not hold.");
    const parsed = parseObject(payload);
    await probot.webhooks.receive({ id, name, payload: parsed });
  };
}
function parseObject(text) {
  try {
    const value = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch {
  }
  throw new Refusal(400, "The body is no JSON object.");
}
async function listen(server, { host, port }) {
  await new Promise((resolve, reject) => {
    server.once("error", (thrown) => reject(fail("serve-port", { host, port, reason: thrown.message }, thrown)));
    server.listen({ host, port }, resolve);
  });
}
async function lookEverywhere({ repositories }, queue, log) {
  try {
    for (const where of await repositories()) queue.add({ where, work: fullLook, delivery: "look" });
  } catch (thrown) {
    log.error("the repositories could not be listed; the next look comes in an hour", thrown, {});
  }
}
function reachGitHub(setting, log, clock) {
  const { appId, privateKey, baseUrl } = setting;
  const options = { log: logSteps(log, {}), ...baseUrl === null ? {} : { baseUrl } };
  const access = new AppAccess({ appId, privateKey }, options, clock);
  return {
    repositories: () => access.repositories(),
    open: async ({ where, delivery }) => {
      if (where.installation === null) throw new Error("A webhook without an installation is none of an App.");
      return openRepository({
        where,
        client: await access.client(where.installation),
        self: await access.login(),
        workflow: setting.workflow,
        clock,
        log: logSteps(log, { delivery, repository: keyOf(where) }),
        summarize: async () => void 0
      });
    }
  };
}
export {
  serve
};
