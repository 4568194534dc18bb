// Which findings match, and the controls that say so.
const BOXES = ['problem', 'rule', 'unit', 'state', 'new'];
const matches = () => {
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const grades = state.sev ? state.sev.split(',') : [];
  return (f) =>
    (!grades.length || grades.includes(f.grade)) &&
    (!state.problem || f.problem === state.problem) &&
    (!state.rule || f.rule === state.rule) &&
    (!state.unit || (f.unit || WHOLE) === state.unit) &&
    (!state.state || (decisionOf(f) || OPEN) === state.state) &&
    (!state.new || String(f.fresh) === state.new) &&
    words.every((word) => wordsOf(f).includes(word));
};
const OPEN = '未处理';
const WHOLE = '文件整体';
let matching = new Set(findings);
const options = (box, first, groups, text) => {
  const entries = [...groups].sort((a, b) => b[1].length - a[1].length);
  box.replaceChildren(
    make('option', { value: '' }, first),
    ...entries.map(([value, list]) => make('option', { value }, `${text(value)}（${list.length}）`)),
  );
};
const fillBoxes = () => {
  options(byId('problem'), '全部类别', groupBy(findings, (f) => f.problem), (p) => data.problems[p]);
  options(byId('rule'), '全部规则', groupBy(findings, (f) => f.rule), (r) => `${titleOf(r)} ${r}`);
  options(byId('unit'), '全部单位', groupBy(findings, (f) => f.unit || WHOLE), (u) => u);
  byId('state').replaceChildren(
    make('option', { value: '' }, '全部处理情况'), ...[OPEN, ...CHOICES].map((c) => make('option', { value: c }, c)),
  );
};
const showControls = () => {
  byId('q').value = state.q;
  BOXES.forEach((name) => { if (byId(name)) byId(name).value = state[name]; });
  const grades = state.sev.split(',');
  all('[data-sev]').forEach((b) => b.setAttribute('aria-pressed', String(grades.includes(b.dataset.sev))));
  all('#tabs button').forEach((b) => b.setAttribute('aria-pressed', String(b.dataset.view === state.view)));
  byId('clear').disabled = !filtered();
};
const apply = () => {
  matching = new Set(findings.filter(matches()));
  byId('shown').textContent = `显示 ${matching.size} / ${findings.length}`;
  showControls();
  keepAddress();
  showView();
};
const set = (changes) => {
  Object.assign(state, changes);
  apply();
};
const wireFilters = () => {
  fillBoxes();
  let waiting = 0;
  byId('q').addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => set({ q: byId('q').value.trim(), at: '' }), 120);
  });
  BOXES.forEach((name) => byId(name)?.addEventListener('change', () => set({ [name]: byId(name).value, at: '' })));
  all('[data-sev]').forEach((b) => b.addEventListener('click', () => {
    const grades = new Set(state.sev ? state.sev.split(',') : []);
    if (!grades.delete(b.dataset.sev)) grades.add(b.dataset.sev);
    set({ sev: [...grades].join(','), at: '' });
  }));
  all('#tabs button').forEach((b) => b.addEventListener('click', () => set({ view: b.dataset.view, at: '' })));
  byId('clear').addEventListener('click', () => set({ ...EMPTY, view: state.view }));
};
