// Before anything is drawn: the chosen theme, else the device's. Telegram's, when it opens us, comes a moment later.
document.documentElement.dataset.theme =
  localStorage.getItem('cage:theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
