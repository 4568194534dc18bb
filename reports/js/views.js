// The views by rule, by unit and by decision; the view by project stands in the page.
const sameWords = (list) => new Set(list.map((f) => f.message.replace(/“[^”]*”|[\d.,，%]+/g, ''))).size === 1;
const shared = (list, key) => (list.every((f) => f[key] === list[0][key]) ? list[0][key] : '');
const tally = (list) => {
  const done = list.filter(decisionOf).length;
  const grades = [...groupBy(list, (f) => f.grade)].sort((a, b) => GRADES.indexOf(a[0]) - GRADES.indexOf(b[0]));
  const parts = grades.length > 1 ? grades.map(([grade, { length }]) => `${SEVERITIES[grade]} ${length}`) : [];
  return [`${list.length} 处`, ...parts, ...(done ? [`已处理 ${done}`] : [])].join('　');
};
const card = (grade, title, list, columns, { id = '', lines = [], all: group = null, open = false } = {}) => {
  const rows = make('details', { class: 'each' }, make('summary', {}, `逐条 ${list.length} 处`));
  const build = () => { if (rows.childElementCount === 1) rows.append(table(list, columns)); };
  rows.addEventListener('toggle', () => { if (rows.open) build(); });
  rows.build = build;
  if (open) {
    build();
    rows.open = true;
  }
  const count = make('span', { class: 'tally' }, tally(list));
  const made = make('section', { class: `card ${grade}` },
    make('div', { class: 'top' }, make('h3', {}, title), ...(id ? [make('span', { class: 'id' }, id)] : []), count,
      ...(group ? [deal(() => list, title)] : [])),
    ...lines, rows);
  made.tell = () => { count.textContent = tally(list); };
  return made;
};
const FEW = 12; // Rows of a card that are unfolded from the start.
const byRule = (list) => [...groupBy(list, (f) => `${GRADES.indexOf(f.grade)} ${f.rule}`).values()]
  .sort((a, b) => GRADES.indexOf(a[0].grade) - GRADES.indexOf(b[0].grade) || b.length - a.length)
  .map((group, n, cards) => {
    const first = group[0];
    const same = sameWords(group);
    const proposal = shared(group, 'proposal');
    const lines = [];
    if (same) lines.push(make('p', {}, group.length > 1 ? '例：' : '', first.message));
    if (proposal) lines.push(make('p', { class: 'advice' }, proposal));
    const basis = data.bases[first.rule];
    if (basis) lines.push(make('p', { class: 'foot' }, `依据：${basis}`));
    const columns = ['project', 'indicator', 'current', ...(same ? [] : ['message']),
      ...(proposal ? [] : ['proposal']), 'act'];
    const title = `${SEVERITIES[first.grade]}　${titleOf(first.rule)}`;
    const open = group.length <= FEW || cards.length === 1;
    return card(first.grade, title, group, columns, { id: first.rule, lines, all: true, open });
  });
const FULL = ['grade', 'project', 'indicator', 'current', 'message', 'act'];
const byName = (list, key, order) => [...groupBy(list, key)].sort(order)
  .map(([name, group], n, cards) => {
    group.sort((a, b) => GRADES.indexOf(a.grade) - GRADES.indexOf(b.grade) || a.at - b.at);
    return card('plain', name, group, FULL, { open: group.length <= FEW || cards.length === 1 });
  });
const UNKNOWN = '单位未标明';
const VIEWS = {
  rule: byRule,
  unit: (list) => [make('p', { class: 'none' }, '单位取自表中的“实施单位”“责任科室”等栏，没有的按项目名称的开头归并。'),
    ...byName(list, (f) => f.unit || WHOLE, (a, b) => (a[0] === UNKNOWN) - (b[0] === UNKNOWN) || b[1].length - a[1].length)],
  state: (list) => byName(list, (f) => decisionOf(f) || OPEN,
    (a, b) => [OPEN, ...CHOICES].indexOf(a[0]) - [OPEN, ...CHOICES].indexOf(b[0])),
};
const nothing = () => make('p', { class: 'nothing' }, '没有符合条件的问题。',
  button('清除筛选', () => set({ ...EMPTY, view: state.view })));
const showView = () => {
  const other = VIEWS[state.view];
  document.body.dataset.view = state.view;
  const place = byId('view');
  byId('by-project').hidden = Boolean(other) || (filtered() && !matching.size);
  place.hidden = !other && (!filtered() || matching.size > 0);
  if (!matching.size && filtered()) place.replaceChildren(nothing());
  else if (other) place.replaceChildren(...other([...matching]));
  else place.replaceChildren();
  if (!other) showProjects();
};
// A changed decision, wherever it is shown.
const decided = (list) => {
  const positions = new Set(list.map((f) => String(f.at)));
  all('[data-d]').forEach((slot) => {
    if (!positions.has(slot.dataset.d)) return;
    const f = findings[slot.dataset.d];
    if (decisionOf(f)) controls(slot, f);
    showDecision(slot, f);
  });
  all('.card').forEach((each) => each.tell());
  showProgress();
};
