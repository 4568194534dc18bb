// What is shown, in the page's address: #view=rule&sev=error&q=… Anything without “=” is the id of a place.
const EMPTY = { view: 'project', q: '', sev: '', problem: '', rule: '', unit: '', state: '', new: '', at: '' };
const state = { ...EMPTY };
const FILTERS = ['q', 'sev', 'problem', 'rule', 'unit', 'state', 'new'];
const filtered = () => FILTERS.some((name) => state[name] !== '');
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
const readAddress = () => {
  const hash = location.hash.slice(1);
  if (!hash.includes('=')) state.at = decoded(hash);
  else {
    const given = new URLSearchParams(hash);
    Object.keys(EMPTY).forEach((name) => { state[name] = given.get(name) ?? EMPTY[name]; });
  }
};
const address = (shown = state) => {
  const said = new URLSearchParams();
  Object.keys(EMPTY).forEach((name) => {
    if (name !== 'at' && shown[name] !== EMPTY[name]) said.set(name, shown[name]);
  });
  if (!said.size) return shown.at ? `#${encodeURIComponent(shown.at)}` : '#';
  if (shown.at) said.set('at', shown.at);
  return `#${said}`;
};
const keepAddress = (anew = false) => {
  const to = address();
  if (to === (location.hash || '#')) return;
  if (anew) history.pushState(null, '', to);
  else history.replaceState(null, '', to);
};
