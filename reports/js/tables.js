// Tables of findings, and the controls to decide one or all of them.
const WINDOW = 60; // Rows built at once: about two screens.
const copyLink = (f, pressed) => {
  const link = `${location.href.split('#')[0]}#f${f.fingerprint}`;
  const done = () => { say('链接已复制。'); pressed.focus(); };
  const byHand = () => {
    const area = make('textarea', {});
    area.value = link;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    done();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(link).then(done, byHand);
  else byHand();
};
const chooser = (label, first) => choice(label, [['', first], ...CHOICES.map((c, n) => [c, `${n + 1} ${c}`])]);
const controls = (slot, f) => {
  if (slot.childElementCount) return;
  const about = f.indicator || f.name;
  const select = chooser(`处理：${about}`, '处理…');
  const note = make('input', { class: 'note', placeholder: '备注', 'aria-label': `备注：${about}`, maxlength: 500 });
  const link = button('链接', () => copyLink(f, link), { class: 'plain', title: '复制这一处的链接' });
  select.addEventListener('change', () => decide([f], select.value));
  note.addEventListener('change', () => decide([f], decisionOf(f), note.value.trim()));
  slot.append(select, note, make('span', { class: 'said' }), link);
  showDecision(slot, f);
};
const showDecision = (slot, f) => {
  const [select, note, said] = slot.children;
  if (!select) return;
  const decision = decisionOf(f);
  select.value = decision;
  select.className = decision ? 'done' : '';
  if (note !== document.activeElement) note.value = noteOf(f);
  note.hidden = !decision;
  const by = decisions.get(f.fingerprint)?.by;
  said.textContent = decision ? [decision, noteOf(f), by].filter(Boolean).join('，') : '';
};
const slotOf = (f) => {
  const slot = make('span', { class: 'act', 'data-d': f.at });
  offer(slot, f);
  return slot;
};
// One decision for all of ``list()`` that are shown.
const deal = (list, what) => {
  const select = chooser(`${what}全部记为`, '全部记为…');
  const note = make('input', { class: 'note', placeholder: '备注', 'aria-label': `${what}全部的备注`, maxlength: 500 });
  const row = make('span', { class: 'deal' }, select, note);
  select.addEventListener('change', () => {
    const chosen = list();
    if (!select.value || !chosen.length) return;
    decide(chosen, select.value, note.value.trim() || undefined);
    say(`已将 ${chosen.length} 处记为“${select.value}”。`, takeBack);
    select.value = '';
  });
  return row;
};
const jump = (f, text) => make('a', { href: `#f${f.fingerprint}` }, text);
const COLUMNS = {
  grade: ['级别', 'w6', (f) => make('span', { class: `sev ${f.grade}` }, SEVERITIES[f.grade])],
  project: ['项目', 'w20', (f) => [
    ...(f.project ? [make('span', { class: 'no' }, f.project), ' '] : []), f.name, make('div', { class: 'at' }, f.place)]],
  indicator: ['指标', 'w16', (f) => jump(f, f.indicator || '（项目本身）')],
  current: ['现值', 'w10', (f) => f.current],
  message: ['问题', '', (f) => f.message],
  proposal: ['建议', '', (f) => f.proposal],
  act: ['处理', 'w20', (f) => slotOf(f)],
};
const lineOf = (f, columns) => {
  const row = make('tr', { 'data-line': f.at, class: f.grade });
  columns.forEach((name) => row.append(make('td', {}, ...[COLUMNS[name][2](f)].flat())));
  return row;
};
const table = (list, columns) => {
  const body = make('tbody', {});
  const heads = columns.map((name) => make('th', { class: COLUMNS[name][1] || null }, COLUMNS[name][0]));
  const made = make('table', { class: 'list lines' }, make('thead', {}, make('tr', {}, ...heads)), body);
  let shown = 0;
  const more = (count) => {
    body.querySelector('.rest')?.remove();
    body.append(...list.slice(shown, shown + count).map((f) => lineOf(f, columns)));
    shown = Math.min(shown + count, list.length);
    if (shown < list.length) {
      const next = button(`再显示 ${Math.min(WINDOW * 4, list.length - shown)} 处（还有 ${list.length - shown} 处）`,
        () => more(WINDOW * 4));
      body.append(make('tr', { class: 'rest' }, make('td', { colspan: columns.length }, next)));
    }
  };
  made.more = more;
  made.whole = () => more(list.length);
  more(WINDOW);
  return made;
};
