import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/adapters/registry/layered-blobs.ts
var LayeredBlobs = class {
  #first;
  #behind;
  constructor(first, behind) {
    this.#first = first;
    this.#behind = behind;
  }
  put(folder) {
    return this.#first.put(folder);
  }
  async has(digest) {
    return await this.#find(digest) !== null;
  }
  async verify(digest) {
    return (await this.#find(digest) ?? this.#first).verify(digest);
  }
  async fetch(digest, folder) {
    return (await this.#find(digest) ?? this.#first).fetch(digest, folder);
  }
  /** The nearest store that has it; one that has none tells best what is missing. */
  async #find(digest) {
    for (const store of [this.#first, ...this.#behind]) if (await store.has(digest)) return store;
    return null;
  }
};

export {
  LayeredBlobs
};
