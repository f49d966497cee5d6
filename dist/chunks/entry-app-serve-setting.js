import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  fail
} from "./errors-tables.js";
import "./runtime.js";

// src/entry/app/serve-setting.ts
import { readFile } from "node:fs/promises";
var LEAST_SECRET_BYTES = 32;
async function readServeSetting(options, env) {
  const webhookSecret = env.WEBHOOK_SECRET ?? "";
  const bytes = Buffer.byteLength(webhookSecret);
  if (bytes < LEAST_SECRET_BYTES) throw fail("webhook-secret", { bytes });
  const host = options.host ?? env.HOST ?? "";
  if (host === "") throw fail("serve-host", {});
  const appId = env.APP_ID ?? "";
  if (!/^\d{1,20}$/.test(appId)) throw fail("app-credentials", { name: "APP_ID", reason: "it is no number" });
  return {
    appId,
    privateKey: await privateKeyOf(env),
    webhookSecret,
    host,
    port: portOf(options.port ?? env.PORT ?? "3000"),
    baseUrl: env.GITHUB_API_URL || null,
    config: env.RELEVO_CONFIG || "relevo.yml",
    workflow: env.RELEVO_WORKFLOW || ".github/workflows/model.yml",
    atOnce: 4
  };
}
async function privateKeyOf({ PRIVATE_KEY: key, PRIVATE_KEY_PATH: path }) {
  if (key) return key;
  if (!path)
    throw fail("app-credentials", { name: "PRIVATE_KEY", reason: "it is missing, and so is PRIVATE_KEY_PATH" });
  try {
    return await readFile(path, "utf8");
  } catch (thrown) {
    throw fail("app-credentials", { name: "PRIVATE_KEY_PATH", reason: String(thrown.message) }, thrown);
  }
}
function portOf(text) {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65535) return port;
  throw fail("option-invalid", { option: "--port", value: text, expected: "a number from 0 to 65535" });
}
export {
  readServeSetting
};
