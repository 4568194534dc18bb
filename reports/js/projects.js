// The view by project: filters, and parts that are built when they are opened.
const build = (place) => {
  const made = make('template', {});
  made.innerHTML = data.bodies[place.dataset.later]; // Made by the program, with every text escaped.
  const parts = [...made.content.children];
  place.replaceWith(made.content);
  parts.forEach((part) => {
    watch(part);
    if (filtered()) sift(part);
  });
};
const buildIn = (root) => all('[data-later]', root).forEach(build);
const about = (element) => element.dataset.f.split(' ').map((n) => findings[n]);
const sift = (root) => {
  const on = filtered();
  const parts = all('[data-f]', root);
  if (root.dataset?.f) parts.push(root);
  parts.forEach((part) => { part.hidden = on && !about(part).some((f) => matching.has(f)); });
  // Rows that no shown finding concerns step aside.
  all('tbody[id]', root).forEach((row) => {
    row.classList.toggle('off', on && !row.querySelector('[data-f]:not([hidden])'));
  });
};
const showProjects = () => {
  const root = byId('by-project');
  const on = filtered();
  sift(root);
  const wanted = new Set([...matching].map((f) => f.project));
  all('.project', root).forEach((each) => { each.hidden = on && !wanted.has(each.dataset.project); });
  all('section', root).forEach((section) => {
    if (section.classList.contains('projects')) {
      const each = all('.project', section);
      const shown = each.filter((project) => !project.hidden).length;
      section.hidden = on && !shown;
      const small = section.querySelector('h2 small');
      small.dataset.whole ??= small.textContent;
      small.textContent = on ? `显示 ${shown} / ${each.length} 个` : small.dataset.whole;
    } else section.hidden = on && !section.querySelector('[data-f]:not([hidden])');
  });
};
// Controls are added where somebody looks: thousands of them would slow a page down, and a keyboard's way through it.
const looking = new IntersectionObserver((entries) => {
  entries.forEach(({ isIntersecting, target }) => {
    if (!isIntersecting) return;
    controls(target, findings[target.dataset.d]);
    looking.unobserve(target);
  });
}, { rootMargin: '400px' });
const offer = (slot, f) => {
  if (decisionOf(f)) controls(slot, f);
  else looking.observe(slot);
};
const watch = (root) => {
  all('.act[data-d]', root).forEach((slot) => offer(slot, findings[slot.dataset.d]));
  // What stands once for many rows is decided once for all of them.
  all('[data-f*=" "] .say', root).forEach((said) => {
    const own = about(said.closest('[data-f]'));
    said.append(deal(() => own.filter((f) => matching.has(f)), `${titleOf(own[0].rule)}，`));
  });
};
const opened = (details) => {
  buildIn(details);
  const own = findings.filter((f) => f.project === details.dataset.project);
  if (own.length > 1 && !details.querySelector(':scope > .deal')) {
    const row = deal(() => own.filter((f) => matching.has(f)), details.querySelector('h3').textContent);
    row.prepend(`本项目 ${own.length} 处：`);
    details.querySelector('summary').after(row);
  }
};
const wireProjects = () => {
  watch(document);
  document.addEventListener('toggle', (event) => {
    if (event.target.open && event.target.matches('.project')) opened(event.target);
  }, true);
  all('.project[open]').forEach(opened);
  byId('faulty')?.addEventListener('change', (event) => {
    document.body.classList.toggle('faulty', event.target.checked);
  });
  byId('originals')?.addEventListener('change', (event) => {
    all('.crop').forEach((crop) => { crop.open = event.target.checked; });
  });
};
// Opens whatever holds the place ``id`` and goes there. A finding that no list holds is shown under its rule.
const reveal = (id) => {
  if (!id) return;
  let target = byId(id);
  if (!target) {
    const number = data.bodies.findIndex((body) => body.includes(`id="${id}"`));
    const place = number >= 0 && document.querySelector(`[data-later="${number}"]`);
    if (place) build(place);
    target = byId(id);
  }
  const f = byFingerprint.get(id.slice(1));
  if (!target && f) {
    if (state.view === 'project') set({ ...EMPTY, view: 'rule', rule: f.rule, at: id });
    all('#view .each').forEach((rows) => rows.build?.());
    all('#view table').some((each) => {
      if (!byLine(f)) each.whole();
      return byLine(f);
    });
    target = byLine(f);
  } else if (target && byId('by-project').contains(target)) {
    if (state.view !== 'project') set({ view: 'project', at: id });
    if (target.closest('[hidden], .off')) set({ ...EMPTY, at: id });
  }
  for (let fold = target?.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
  if (!target) return;
  all('.here').forEach((each) => each.classList.remove('here'));
  target.classList.add('here');
  target.scrollIntoView({ block: target.matches('section, details, tbody') ? 'start' : 'center' });
};
const byLine = (f) => document.querySelector(`#view tr[data-line="${f.at}"]`);
