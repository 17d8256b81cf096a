export { addressFromEnvironment, addressServing } from "./src/environment.js";
export { Client } from "./src/client.js";
export * from "./src/errors.js";
