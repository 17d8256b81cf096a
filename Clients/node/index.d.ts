export * from "./types/client.js";
export * from "./types/methods.js";
export * from "./types/metrics.js";
