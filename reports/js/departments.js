// The list of departments: filter, totals of what is shown, and how much is decided in this browser.
const list = byId('departments');
const FIELDS = ['q', 'level'];
const totals = (rows) => all('tfoot [data-sum]', list).forEach((cell) => {
  const column = cell.cellIndex;
  cell.textContent = rows.reduce((sum, row) => sum + (parseInt(row.cells[column].textContent, 10) || 0), 0);
});
const sift = () => {
  const words = byId('q').value.toLowerCase().split(/\s+/).filter(Boolean);
  const level = byId('level').value;
  const rows = [...list.tBodies[0].rows];
  const shown = rows.filter((row) => {
    const name = row.cells[0].textContent.toLowerCase();
    row.hidden = !words.every((word) => name.includes(word)) || Boolean(level && row.dataset.level !== level);
    return !row.hidden;
  });
  byId('shown').textContent = `显示 ${shown.length} / ${rows.length}`;
  byId('none').hidden = shown.length > 0;
  totals(shown);
  const said = new URLSearchParams(FIELDS.map((name) => [name, byId(name).value]).filter(([, value]) => value));
  history.replaceState(null, '', said.size ? `#${said}` : location.href.split('#')[0]);
};
const progress = () => all('[data-document]', list).forEach((cell) => {
  try {
    const [done, of] = JSON.parse(localStorage.getItem(`auditor/progress/${cell.dataset.document}`));
    // Counts of an earlier result of the same document would mislead.
    if (of === Number(cell.dataset.of)) cell.textContent = `${done} / ${of}`;
  } catch { /* Nothing was decided in this browser, or it keeps nothing. */ }
});
const restore = () => {
  const given = new URLSearchParams(location.hash.slice(1));
  FIELDS.forEach((name) => { byId(name).value = given.get(name) ?? ''; });
};
if (list) {
  byId('tools').hidden = false;
  restore();
  progress();
  sift();
  byId('q').addEventListener('input', sift);
  byId('level').addEventListener('change', sift);
  window.addEventListener('hashchange', () => { if (location.hash.includes('=')) { restore(); sift(); } });
}
