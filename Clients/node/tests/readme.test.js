import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Server } from "./server.js";

const folder = new URL("..", import.meta.url);
const examples = readFileSync(new URL("README.md", folder), "utf8").matchAll(/^```js\n([^]*?)^```$/gm);

/** What the examples print. */
const expected = [
  /^$/,
  /^invalid_params params.treshold params.treshold: unknown member Did you mean "threshold"\?\n$/,
  /^\[ \[ 3, 0.5 \] \]\n$/,
  /^\[warning\] latency is 1.9, above the threshold 1.5\n$/,
  /^$/,
  /^1 0\n$/,
];

test("the README's examples run", async (t) => {
  const server = await Server.of(t);
  const programs = Array.from(examples, ([, text]) => text.replace("unix:benchmark-data/calibrax.sock", server.unix));
  assert.equal(programs.length, expected.length);
  for (const [index, text] of programs.entries()) {
    // Inside the package its own name leads to it.
    const env = { PATH: process.env.PATH, CALIBRAX_DATA: server.data };
    const options = { cwd: folder, env, encoding: "utf8", timeout: 10_000 };
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", text], options);
    assert.equal(stderr, "");
    assert.match(stdout, expected[index]);
    assert.equal(status, 0);
  }
});
