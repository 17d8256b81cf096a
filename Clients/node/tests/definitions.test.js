import assert from "node:assert/strict";
import { test } from "node:test";
import { Metric, MetricGroup, MetricScale } from "../index.js";
import { Definitions } from "../src/metrics/definitions.js";

test("mistakes in a metric are errors at the call", () => {
  const cases = [
    [() => new Metric(""), TypeError, /needs a key/],
    [() => new Metric(7), TypeError, /needs a key/],
    [() => new Metric("x", { throttle: 0 }), RangeError, /throttle of the metric "x" is 0/],
    [() => new Metric("x", { throttle: -1 }), RangeError, /null records every sample/],
    [() => new Metric("x", { throttle: NaN }), RangeError, /throttle/],
    [() => new Metric("x", { throttle: "10" }), TypeError, /throttle/],
    [() => new Metric("x", { group: "" }), TypeError, /group needs a name/],
    [() => new Metric("x", { group: { units: "s" } }), TypeError, /group needs a name/],
    [() => new MetricGroup("g", { lower: 1, upper: 1 }), RangeError, /lower of the group "g", 1, is not below upper/],
    [() => new MetricScale({ lower: "0" }), TypeError, /lower of the scale is not a finite number/],
    [() => new MetricScale({ name: "" }), TypeError, /leave it out/],
    [() => new MetricScale({ unit: "%" }), TypeError, /no member "unit"/],
  ];
  for (const [make, kind, message] of cases)
    assert.throws(make, (error) => error.constructor === kind && message.test(error.message), `${make}`);
});

test("groups and scales are names, plain objects or their own kind", () => {
  const definition = (options) => JSON.parse(JSON.stringify(new Metric("x", options).definition));
  const expected = {
    group: { name: "training", units: "epoch" },
    scale: { units: "%", lower: 0, upper: 100, progress: false },
    throttle: 10,
  };
  const plain = { group: { name: "training", units: "epoch" }, scale: { units: "%", lower: 0, upper: 100 } };
  assert.deepEqual(definition(plain), expected);
  const { name, ...axis } = plain.group;
  assert.deepEqual(definition({ group: new MetricGroup(name, axis), scale: new MetricScale(plain.scale) }), expected);
  assert.deepEqual(definition({ group: "training", scale: "loss", throttle: null }), {
    group: { name: "training" },
    scale: { name: "loss", progress: false },
  });
});

test("definitions of one execution agree", () => {
  const definitions = new Definitions();
  const define = (key, options) => definitions.define(key, new Metric(key, options).definition);
  const percent = { name: "share", units: "%" };
  assert.equal(define("bare"), true);
  assert.equal(define("bare"), false);
  assert.equal(define("bare", { group: "later" }), true);
  assert.equal(define("loss", { group: { name: "training", units: "epoch" }, scale: percent }), true);
  assert.equal(define("loss", { group: { name: "training", units: "epoch" }, scale: percent, throttle: 1 }), false);
  // A scale is shared within its group only.
  assert.equal(define("other", { group: "elsewhere", scale: { name: "share", units: "s" } }), true);
  const group = { name: "training", units: "epoch" };
  const conflicts = [
    ["loss", {}, /"loss" belongs to the group "training" with units "epoch", not to no group/],
    ["loss", { group }, /"loss" has the scale "share" with units "%", not no scale/],
    ["x", { group: "training" }, /group "training" of "x" has no units; in "loss" it has units "epoch"/],
    ["x", { group, scale: "share" }, /scale "share" of "x" has no units; in "loss"/],
  ];
  for (const [key, options, message] of conflicts) assert.throws(() => define(key, options), message);
  assert.equal(define("x", { group: { name: "training", units: "epoch" }, scale: { units: "s" } }), true);
});
