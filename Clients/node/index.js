export { addressFromEnvironment, addressServing } from "./src/environment.js";
export { Client } from "./src/client.js";
export * from "./src/errors.js";
export { MetricGroup, MetricScale } from "./src/metrics/axes.js";
export { execution } from "./src/metrics/execution.js";
export { Metric } from "./src/metrics/metric.js";
export { MetricsClient } from "./src/metrics/metrics-client.js";
export { progress } from "./src/metrics/progress.js";
export { configure, counts, flush } from "./src/metrics/shared.js";
