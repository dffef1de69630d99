// Touches only: every page reads and submits without this file.
// "/" goes to search, j and k walk the rows, Ctrl+S sends the form one is in;
// never while an IME composes.
addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  const field = event.target.closest('input, select, textarea, [contenteditable]');
  if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
    const form = field && field.form;
    if (form) { event.preventDefault(); form.requestSubmit(); }
    return;
  }
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/') {
    const search = document.querySelector('.find');
    if (search) { event.preventDefault(); search.focus(); }
    return;
  }
  if (event.key !== 'j' && event.key !== 'k') return;
  const stops = [...document.querySelectorAll('main .task > a, main tbody th a, main .list a.grow')];
  const here = stops.indexOf(document.activeElement);
  const next = stops[here + (event.key === 'j' ? 1 : -1)] || stops[0];
  if (next) next.focus();
});

// A summary of errors takes the focus, so that a screen reader begins with it.
const errors = document.querySelector('.errors');
if (errors) errors.focus();

// One click, one effect: a form that was sent is not sent again.
addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = 'yes';
  setTimeout(() => delete form.dataset.sent, 4000);
});

// A form that says where it is reckoned shows the result while one types.
for (const form of document.querySelectorAll('form[data-reckon]')) {
  let waiting;
  form.addEventListener('input', (event) => {
    if (event.isComposing) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const answer = await fetch(form.dataset.reckon, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      if (answer.ok) document.getElementById(form.dataset.into).innerHTML = await answer.text();
    }, 250);
  });
}
