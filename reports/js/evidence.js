// A row as printed, between the two rows before and after it, under the heads of its table.
const BESIDE = 2;
const surround = (details) => {
  if (details.dataset.done || !data.rows.length) return;
  details.dataset.done = 'yes';
  const at = Number(details.dataset.row) - 1;
  const [summary, ...printed] = [...details.childNodes];
  const heads = all('thead th', details.closest('table')).slice(1).map((head) => head.textContent);
  const lines = [make('tr', { class: 'heads' }, make('td', {}, '栏目'), make('td', {}, heads.join(' | ')))];
  for (let n = Math.max(0, at - BESIDE); n <= Math.min(data.rows.length - 1, at + BESIDE); n += 1) {
    const [place, raw] = data.rows[n];
    const text = n === at ? printed : [raw.length > 160 ? `${raw.slice(0, 160)}…` : raw];
    lines.push(make('tr', { class: n === at ? 'own' : null }, make('td', {}, place), make('td', {}, ...text)));
  }
  details.replaceChildren(summary, make('table', { class: 'around' }, make('tbody', {}, ...lines)));
};
const wireEvidence = () => {
  document.addEventListener('toggle', (event) => {
    if (event.target.open && event.target.matches('.original')) surround(event.target);
  }, true);
  all('.original[open]').forEach(surround);
};
