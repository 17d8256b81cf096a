/** The clients that are not closed. */
const clients = new Set();

/** Has a client closed when the process ends by itself. */
export function finishAtExit(client) {
  if (clients.size === 0) {
    process.on("beforeExit", closeAll);
    process.on("exit", tellAll);
  }
  clients.add(client);
}

/** The client is closed. */
export function forgetAtExit(client) {
  clients.delete(client);
  if (clients.size > 0) return;
  process.off("beforeExit", closeAll);
  process.off("exit", tellAll);
}

function closeAll(status) {
  for (const client of clients) client.close({ success: status === 0 });
}

/** Nothing can be delivered any more: process.exit() was called, or an error was caught by nobody. */
function tellAll() {
  for (const client of clients) client.tellUndelivered();
}
