// What the reviewer decides, by fingerprint; kept in this browser and exchanged as decisions.json.
const FORMAT = 'auditor-decisions-1';
const CHOICES = ['属实', '误报', '已改', '待部门说明'];
const KEY = `auditor/decisions/${data.document}`;
const store = { kept: true };
const readKept = () => {
  try {
    const { decisions: found } = JSON.parse(localStorage.getItem(KEY) || '{}');
    return Array.isArray(found) ? found.filter((d) => d && typeof d.fingerprint === 'string') : [];
  } catch {
    store.kept = false;
    return [];
  }
};
const decisions = new Map(data.decisions.map((d) => [d.fingerprint, d]));
// Of two on one finding the later counts; on one day, the one made here.
readKept().forEach((d) => {
  const given = decisions.get(d.fingerprint);
  if (!given || String(d.date) >= given.date) decisions.set(d.fingerprint, d);
});
const decisionOf = (f) => decisions.get(f.fingerprint)?.decision || '';
const noteOf = (f) => decisions.get(f.fingerprint)?.note || '';
const ordered = () => [...decisions.values()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
const keep = () => {
  try {
    // One that was taken back stays as an empty one here: it must win over one that came with the page.
    localStorage.setItem(KEY, JSON.stringify({ format: FORMAT, decisions: ordered() }));
  } catch {
    store.kept = false;
  }
};
const today = () => {
  const now = new Date();
  const two = (n) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};
let before = null;
const decide = (list, decision, note) => {
  before = list.map((f) => [f.fingerprint, decisions.get(f.fingerprint)]);
  list.forEach((f) => decisions.set(f.fingerprint, {
    fingerprint: f.fingerprint, decision, note: note ?? noteOf(f), by: byId('by').value.trim(), date: today(),
  }));
  keep();
  decided(list);
};
const takeBack = () => {
  before.forEach(([fingerprint, earlier]) => {
    if (earlier) decisions.set(fingerprint, earlier);
    else decisions.set(fingerprint, { fingerprint, decision: '', note: '', by: '', date: today() });
  });
  keep();
  decided(before.map(([fingerprint]) => byFingerprint.get(fingerprint)));
};
const file = () => `${JSON.stringify({ format: FORMAT, decisions: ordered().filter((d) => d.decision) }, null, 1)}\n`;
// A file of decisions → how many it has, how many of this page, how many were older than what is here.
const take = (text) => {
  const given = JSON.parse(text);
  if (given.format !== FORMAT || !Array.isArray(given.decisions)) throw new Error('format');
  const sound = (d) => d && typeof d.fingerprint === 'string' && CHOICES.includes(d.decision)
    && /^(\d{4}-\d\d-\d\d)?$/.test(d.date ?? '');
  const found = given.decisions.filter(sound);
  let here = 0;
  let older = 0;
  for (const { fingerprint, decision, note, by, date } of found) {
    const present = decisions.get(fingerprint);
    if (byFingerprint.has(fingerprint)) here += 1;
    if (present && present.decision !== '' && present.date > String(date ?? '')) older += 1;
    else {
      const text = (value) => String(value ?? '');
      decisions.set(fingerprint, { fingerprint, decision, note: text(note), by: text(by), date: text(date) });
    }
  }
  keep();
  return { all: found.length, here, older, bad: given.decisions.length - found.length };
};
