// Tells style sheets that scripts run, before anything is shown.
document.documentElement.className = "js";
