const clock = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short" });

// Moments in the reader's zone; UTC is their title.
function localizeTimes(within) {
  for (const element of within.querySelectorAll("time[datetime]:not([data-local])")) {
    const moment = new Date(element.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    element.textContent = clock.format(moment);
    element.dataset.local = "";
  }
}
