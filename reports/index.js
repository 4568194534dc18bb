// Sorting by a click on a column's head. Without scripts the tables stand in their first order.
(() => {
  'use strict';
  const key = (row, column) => {
    const cell = row.cells[column];
    const text = (cell.dataset.v ?? cell.textContent).trim();
    const number = Number(text);
    return text === '' || Number.isNaN(number) ? text : number;
  };
  document.querySelectorAll('table.sortable').forEach((table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      head.dataset.sort = '';
      head.addEventListener('click', () => {
        const body = table.tBodies[0];
        const number = head.classList.contains('n');
        const down = head.ariaSort ? head.ariaSort === 'ascending' : number;
        heads.forEach((other) => { other.ariaSort = null; });
        head.ariaSort = down ? 'descending' : 'ascending';
        const sign = down ? -1 : 1;
        const compare = (a, b) => (typeof a === 'number' && typeof b === 'number'
          ? a - b : String(a).localeCompare(String(b), 'zh-CN'));
        [...body.rows].sort((a, b) => sign * compare(key(a, column), key(b, column)))
          .forEach((row) => body.append(row));
      });
    });
  });
})();
