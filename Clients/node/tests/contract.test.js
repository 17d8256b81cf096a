import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { generated } from "../generate.js";
import * as client from "../index.js";

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

test("what is generated is of the contract; else run node generate.js", () => {
  for (const [path, text] of Object.entries(generated())) assert.ok(text === read(path), `${path} is not up to date`);
});

test("everything that is exported is declared, and nothing else", () => {
  const types = read("types/client.d.ts") + read("types/metrics.d.ts");
  const declared = types.matchAll(/^export (?:class|function) (\w+)/gm);
  const names = new Set(Array.from(declared, ([, name]) => name));
  assert.deepEqual([...names].sort(), Object.keys(client).sort());
});
