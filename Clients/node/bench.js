// How long recording takes, and how fast samples are delivered. `node bench.js` needs a server: CALIBRAX_SERVER or
// CALIBRAX_DATA.
import { execution, flush, Metric, counts } from "./index.js";

const ROUNDS = 5;

function measure(name, count, body) {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (let i = 0; i < count; i++) body(i);
    return ((performance.now() - start) * 1e6) / count;
  });
  console.log(`${name}: ${Math.min(...rounds).toFixed(0)} ns at best, ${Math.max(...rounds).toFixed(0)} ns at worst`);
}

await execution("bench", () => {
  const throttled = new Metric("throttled");
  measure("record, throttled away", 1_000_000, (i) => throttled.record(i));
  measure("record with at, throttled away", 1_000_000, (i) => throttled.record(i, { at: i }));
});

await execution("bench", async () => {
  const exact = new Metric("exact", { throttle: null });
  measure("record, every sample kept", 15_000, (i) => exact.record(i));
  await flush();

  const before = counts().delivered;
  const start = performance.now();
  while (performance.now() - start < 2_000) {
    for (let i = 0; i < 1_000; i++) exact.record(i);
    await new Promise(setImmediate);
    if (counts().waiting > 50_000) await flush();
  }
  await flush();
  const rate = (counts().delivered - before) / ((performance.now() - start) / 1_000);
  console.log(`delivered: ${Math.round(rate)} samples a second`);
});
console.log(counts());
