// Saving and loading decisions, printing, and the line that says what happened.
const say = (text, undo) => {
  const line = byId('said') ?? make('div', { id: 'said', role: 'status' });
  line.replaceChildren(text, ...(undo ? [button('撤销', () => { undo(); say('已撤销。'); })] : []));
  document.body.append(line);
  clearTimeout(say.waiting);
  say.waiting = setTimeout(() => line.replaceChildren(), 12000);
};
const showProgress = () => {
  const must = findings.filter((f) => f.must);
  const done = must.filter(decisionOf).length;
  const every = findings.filter(decisionOf).length;
  byId('progress').replaceChildren(...(must.length ? ['已处理 ', make('b', {}, String(done)), ` / ${must.length} 必须修改`] : []),
    every > done ? `${must.length ? '，' : '已处理'}共 ${every} 处` : '');
  try {
    localStorage.setItem(`auditor/progress/${data.document}`, JSON.stringify([done, must.length]));
  } catch { /* Only the index would show it. */ }
};
const save = () => {
  const link = make('a', { download: 'decisions.json', href: URL.createObjectURL(new Blob([file()], { type: 'application/json' })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say('已保存为 decisions.json（在浏览器的下载文件夹）。');
};
const load = async (input) => {
  const [chosen] = input.files;
  if (!chosen) return;
  try {
    const got = take(await chosen.text());
    decided(findings);
    apply();
    say([`载入 ${got.all} 条处理意见，其中本页 ${got.here} 条`, got.older && `${got.older} 条早于现有的，未采用`,
      got.bad && `${got.bad} 条写法不对，未采用`].filter(Boolean).join('；') + '。');
  } catch {
    say(`“${chosen.name}”不是处理意见文件（decisions.json），没有载入。`);
  }
  input.value = '';
};
// Everything that the view folds or builds later, for paper.
const whole = () => {
  if (VIEWS[state.view]) {
    all('#view .each').forEach((rows) => { rows.build?.(); rows.open = true; });
    all('#view table').forEach((each) => each.whole());
  } else {
    buildIn(document);
    all('#by-project .project').forEach((each) => { if (data.bodies.length) each.open = true; });
    all('#summary details, #warnings .each').forEach((each) => { each.open = true; });
  }
};
const wireFiles = () => {
  byId('file').hidden = false;
  byId('save').addEventListener('click', save);
  byId('load').addEventListener('click', () => byId('loaded').click());
  byId('loaded').addEventListener('change', (event) => load(event.target));
  byId('print').addEventListener('click', () => { whole(); window.print(); });
  const by = byId('by');
  try {
    by.value = localStorage.getItem('auditor/by') ?? '';
    by.addEventListener('change', () => localStorage.setItem('auditor/by', by.value.trim()));
  } catch { store.kept = false; }
  if (!store.kept) say('浏览器不能保存处理意见，关闭前请用“保存处理意见”存成文件。');
};
