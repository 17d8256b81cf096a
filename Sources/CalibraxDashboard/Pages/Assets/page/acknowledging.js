// What the page was opened with lets it act; it stays in this tab of the browser and leaves the address.
function actionToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem("calibrax-token", given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem("calibrax-token");
}

// The address with the token may be opened where a page is already: then nothing is loaded by itself.
if (site.isLive) {
  addEventListener("hashchange", () => {
    if (new URLSearchParams(location.hash.slice(1)).has("token")) location.reload();
  });
}

function prepareActions(within) {
  const token = site.isLive ? actionToken() : null;
  const buttons = within.querySelectorAll("button[data-acknowledge]");
  if (buttons.length > 0 && !token) {
    const reason = "Open the Studio with the address that calibraxctl studio printed to acknowledge alerts.";
    buttons[0].closest(".table").before(make("p", "muted", reason));
    for (const button of buttons) Object.assign(button, { disabled: true, title: reason });
    return;
  }
  for (const button of buttons) button.addEventListener("click", () => acknowledge(button, token));
}

async function acknowledge(button, token) {
  button.disabled = true;
  const response = await fetch(`${site.root}alerts/acknowledge`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Calibrax-Token": token },
    body: JSON.stringify({ alert_id: button.dataset.acknowledge }),
  }).catch(() => null);
  if (response?.ok) {
    const others = [...document.querySelectorAll("button[data-acknowledge]")];
    (others[others.indexOf(button) + 1] ?? document.getElementById("content")).focus({ preventScroll: true });
    return button.replaceWith(make("span", "badge plain", "acknowledged"));
  }
  const told = response ? (await response.json().catch(() => ({}))).message : null;
  button.disabled = false;
  button.after(make("span", "failure", told ?? "The Studio does not answer."));
}
