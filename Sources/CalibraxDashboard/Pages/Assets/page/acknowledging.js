// What the page was opened with lets it act; it stays in this tab of the browser and leaves the address.
function actionToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem("calibrax-token", given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem("calibrax-token");
}

function prepareActions(within) {
  const token = site.isLive ? actionToken() : null;
  for (const button of within.querySelectorAll("button[data-acknowledge]")) {
    if (!token) {
      button.disabled = true;
      button.title = "Open the Studio with the address that calibraxctl studio printed to acknowledge alerts.";
      continue;
    }
    button.addEventListener("click", () => acknowledge(button, token));
  }
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
