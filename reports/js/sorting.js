// Sorting by a column's head. Without scripts the tables stand in their first order.
const keyOf = (row, column) => {
  const cell = row.cells[column];
  const text = (cell.dataset.v ?? cell.textContent).trim();
  const number = Number(text);
  return text === '' || Number.isNaN(number) ? text : number;
};
const compare = (a, b) =>
  (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN'));
const sortable = (table) => {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const press = button('', () => {
      const number = head.classList.contains('n');
      const down = head.ariaSort ? head.ariaSort === 'ascending' : number;
      heads.forEach((other) => { other.ariaSort = null; });
      head.ariaSort = down ? 'descending' : 'ascending';
      const rows = [...table.tBodies[0].rows].map((row) => [keyOf(row, column), row]);
      rows.sort((a, b) => (down ? -1 : 1) * compare(a[0], b[0]));
      table.tBodies[0].append(...rows.map(([, row]) => row));
    }, { class: 'sort' });
    press.append(...head.childNodes);
    head.append(press);
  });
};
all('table.sortable').forEach(sortable);
