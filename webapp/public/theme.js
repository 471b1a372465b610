// Before anything is drawn: the chosen theme, else the device's. Telegram's, when it opens us, comes a moment later.
let kept;
try {
  kept = localStorage.getItem('cage:theme');
} catch {} // a frame that may keep nothing
document.documentElement.dataset.theme =
  kept || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
