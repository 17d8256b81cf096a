import assert from "node:assert/strict";
import { test } from "node:test";
import { Throttle } from "../src/metrics/throttle.js";

/** A throttle of one sample a second, with what it let out. */
function throttle() {
  const out = [];
  return [new Throttle(1, (sample) => out.push(sample)), out];
}

test("the first goes out at once, the newest at the window's end", () => {
  const [one, out] = throttle();
  assert.equal(one.offer("a", 10), "passed");
  assert.equal(one.deadline, Infinity);
  assert.equal(one.offer("b", 10.2), "held");
  assert.equal(one.offer("c", 10.9), "replaced");
  assert.equal(one.deadline, 11);
  one.sweep(10.99);
  assert.deepEqual(out, ["a"]);
  one.sweep(11.3);
  assert.deepEqual(out, ["a", "c"]);
});

test("windows follow one another however late the sweep", () => {
  const [one, out] = throttle();
  one.offer("a", 0);
  one.offer("b", 0.5);
  one.sweep(1.4);
  // The window of b goes from 1 to 2.
  assert.equal(one.offer("c", 1.9), "held");
  assert.equal(one.deadline, 2);
  assert.equal(one.offer("d", 2), "held");
  assert.deepEqual(out, ["a", "b", "c"]);
  assert.equal(one.deadline, 3);
});

test("behind a silence the one that waited goes out before the new one", () => {
  const [one, out] = throttle();
  one.offer("a", 0);
  one.offer("b", 0.5);
  assert.equal(one.offer("c", 7), "passed");
  assert.deepEqual(out, ["a", "b", "c"]);
  assert.equal(one.offer("d", 7.5), "held");
});

test("what goes out does not depend on sweeps", () => {
  const [swept, fromSwept] = throttle();
  const [lone, fromLone] = throttle();
  for (let step = 0; step < 1_000; step++) {
    const now = step * 0.137;
    swept.sweep(now);
    swept.offer(step, now);
    lone.offer(step, now);
  }
  swept.release();
  lone.release();
  assert.deepEqual(fromSwept, fromLone);
  assert.equal(fromLone.at(0), 0);
  assert.equal(fromLone.at(-1), 999);
  assert.ok(Math.abs(fromLone.length - 138) <= 1, `${fromLone.length} in 137 s`);
});

test("what is held can be let out at any time", () => {
  const [one, out] = throttle();
  one.offer("a", 0);
  one.offer("b", 0.1);
  one.release();
  one.release();
  assert.deepEqual(out, ["a", "b"]);
  assert.equal(one.deadline, Infinity);
});
