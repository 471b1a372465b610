// Runs before the first paint, so that nothing flashes. The choice is kept; before one is made the system decides.
const root = document.documentElement;
const kept = localStorage.getItem('theme');
const asked = new URLSearchParams(location.search).get('theme');
root.dataset.theme = asked ?? kept ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

addEventListener('click', (event) => {
  if (!event.target.closest?.('[data-act="theme"]')) return;
  root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
  localStorage.setItem('theme', root.dataset.theme);
});
