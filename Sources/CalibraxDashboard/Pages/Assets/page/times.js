const localClock = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short" });

// Moments in the reader's zone; UTC is their title.
function localizeTimes(within) {
  for (const element of within.querySelectorAll("time[datetime]:not([data-local])")) {
    const moment = new Date(element.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    element.textContent = localClock.format(moment);
    element.dataset.local = "";
  }
}

// The time that what runs has taken goes on.
function letTimesGoOn() {
  const two = (number) => String(number).padStart(2, "0");
  for (const element of document.querySelectorAll(".elapsed[data-since]")) {
    const seconds = Math.max(0, Math.round((Date.now() - new Date(element.dataset.since)) / 1000));
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    element.textContent = (hours > 0 ? `${hours}:${two(minutes)}` : `${minutes}`) + `:${two(seconds % 60)}`;
  }
}
