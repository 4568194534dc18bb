// j and k go from finding to finding, 1 to 4 decide, / searches, ? explains.
const KEYS = [['j　k', '下一处，上一处'], ['1　2　3　4', `记为${CHOICES.join('、')}`], ['0', '取消决定'],
  ['/', '搜索'], ['?', '本说明'], ['Esc', '离开搜索框，关闭说明']];
const LINES = '#first tr[data-line], #sure tr[data-line], #view tr[data-line], #by-project [data-f]:not(.chip)';
const stops = () => all(LINES).filter(seen);
const currentFindings = (element) =>
  (element.dataset.line !== undefined ? [findings[element.dataset.line]] : about(element));
const step = (by) => {
  const lines = stops();
  if (!lines.length) return;
  const now = document.querySelector('.current');
  let to = now ? lines.indexOf(now) + by : 0;
  if (now && !lines.includes(now)) to = 0;
  const next = lines[Math.max(0, Math.min(lines.length - 1, to))];
  now?.classList.remove('current');
  next.classList.add('current');
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'center' });
};
const explain = () => {
  const rows = KEYS.map(([key, does]) => make('tr', {}, make('th', { scope: 'row' }, key), make('td', {}, does)));
  const close = button('关闭', () => box.close());
  const box = make('dialog', { 'aria-label': '快捷键' }, make('h2', {}, '快捷键'),
    make('table', {}, make('tbody', {}, ...rows)), close);
  document.body.append(box);
  box.addEventListener('close', () => box.remove());
  box.showModal();
};
const press = (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog')) return;
  if (target.matches('input:not([type=checkbox]), select, textarea')) {
    if (key === 'Escape') target.blur();
    return;
  }
  const current = document.querySelector('.current');
  if (key === 'j' || key === 'k') step(key === 'j' ? 1 : -1);
  else if (key === '/') byId('q').focus();
  else if (key === '?') explain();
  else if (current && '01234'.includes(key)) {
    const chosen = currentFindings(current);
    decide(chosen, key === '0' ? '' : CHOICES[key - 1]);
    if (chosen.length > 1) say(`已将 ${chosen.length} 处记为“${CHOICES[key - 1] ?? '未处理'}”。`, takeBack);
  } else return;
  event.preventDefault();
};
const wireKeys = () => {
  document.addEventListener('keydown', press);
  byId('help').addEventListener('click', explain);
};
