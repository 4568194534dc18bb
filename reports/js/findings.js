// The findings of the page, from the JSON at its end.
const data = JSON.parse(byId('data').textContent);
const SEVERITIES = { error: '■ 必须修改', warning: '▲ 建议修改', info: '○ 提示', doubt: '？ 待核实', waived: '已豁免' };
const GRADES = Object.keys(SEVERITIES);
const STATUSES = ['violation', 'doubt', 'doubt', 'waived'];
const findings = data.findings.map((f, at) => {
  const text = (n) => data.texts[f[n]];
  const severity = GRADES[f[2]];
  const status = STATUSES[f[3]];
  return {
    at, fingerprint: f[0], rule: text(1), severity, status, problem: text(4), project: f[5], name: text(6),
    indicator: text(7), current: text(8), message: text(9), proposal: text(10), unit: text(11), place: text(12),
    fresh: f[13],
    // What it is counted as: a doubt is no fault yet, and a waived one none any more.
    grade: status === 'violation' ? severity : status,
    must: status === 'violation' && severity === 'error',
  };
});
const byFingerprint = new Map(findings.map((f) => [f.fingerprint, f]));
const titleOf = (rule) => data.rules[rule] || rule;
const wordsOf = (f) => {
  f.words ??= [f.name, f.indicator, f.current, f.message, f.proposal, f.rule, titleOf(f.rule), f.unit, f.place]
    .join('\n').toLowerCase();
  return f.words;
};
const groupBy = (list, key) => {
  const groups = new Map();
  for (const each of list) {
    const name = key(each);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(each);
  }
  return groups;
};
