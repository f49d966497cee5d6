import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  parsePath
} from "./config-path.js";
import {
  bad,
  good,
  quote,
  unlike
} from "./config-parsed.js";
import {
  digestOf
} from "./core-digest.js";

// src/config/artifact-source.ts
var schemes = ["https:", "file:"];
var LONGEST = 2e3;
var artifactPlace = (source) => source.kind === "folder" ? source.path : source.uri.replace(/[?#].*$/s, "");
function parseArtifactSource(raw) {
  if (typeof raw !== "string" || raw.trim() === "") return unlike("a folder, or an address with @sha256:…", raw);
  if (raw.length > LONGEST) return bad(`an address has at most ${LONGEST} characters; found ${raw.length}`);
  const [, place = raw, written] = /^(.*?)@(sha256:.*)$/s.exec(raw) ?? [];
  const hex = written === void 0 ? void 0 : /^sha256:([0-9a-f]{64})$/i.exec(written)?.[1];
  if (written !== void 0 && hex === void 0) {
    return bad(`expected sha256: and 64 hexadecimal digits after the @; found ${quote(written)}`);
  }
  const digest = hex === void 0 ? null : digestOf(hex.toLowerCase());
  return /^[A-Za-z][A-Za-z0-9+.-]+:/.test(place) ? readUri(place, digest) : readFolder(place, digest);
}
function readFolder(place, digest) {
  const path = parsePath(place);
  return path.ok ? good({ kind: "folder", path: path.value, digest }) : path;
}
function readUri(uri, digest) {
  const [, scheme = "", host = ""] = /^([a-z][a-z0-9+.-]*:)\/\/([^/?#]*)/.exec(uri) ?? [];
  const isLocal = scheme === "file:";
  const isPlace = isLocal ? host === "" && uri.length > "file:///".length : host !== "";
  if (!schemes.includes(scheme) || !isPlace || /\s/.test(uri) || !URL.canParse(uri)) {
    return bad(`expected an address that begins with https:// or file:///; found ${quote(uri)}`);
  }
  if (host.includes("@")) {
    return bad("an address in relevo.yml holds no user and no password", {
      hint: "Fetch it in a step of the workflow before Relevo runs, and name the folder."
    });
  }
  if (digest === null) {
    return bad(`the address ${quote(uri)} does not say what is there`, {
      hint: "Add @sha256: and the digest, so that nothing else can take its place."
    });
  }
  return good({ kind: "uri", uri, digest });
}

export {
  artifactPlace,
  parseArtifactSource
};
