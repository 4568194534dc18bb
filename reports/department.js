// Filters. Without scripts everything is shown and the buttons stay plain counts.
(() => {
  'use strict';
  const byId = (id) => document.getElementById(id);
  const off = new Set();
  const problem = byId('problem');
  const shown = (element) =>
    !off.has(element.dataset.s) && (!problem.value || element.dataset.p === problem.value);
  const apply = () => {
    const filtered = off.size > 0 || problem.value !== '';
    document.querySelectorAll('[data-s]').forEach((element) => { element.hidden = !shown(element); });
    document.querySelectorAll('.project').forEach((project) => {
      project.hidden = filtered && !project.querySelector('[data-s]:not([hidden])');
    });
  };
  document.querySelectorAll('button[data-sev]').forEach((button) => {
    button.disabled = false;
    button.addEventListener('click', () => {
      const severity = button.dataset.sev;
      if (!off.delete(severity)) off.add(severity);
      button.setAttribute('aria-pressed', String(!off.has(severity)));
      apply();
    });
  });
  problem.addEventListener('change', apply);
  byId('faulty').addEventListener('change', (event) => {
    document.body.classList.toggle('faulty', event.target.checked);
  });
  const originals = byId('originals');
  if (originals) {
    originals.addEventListener('change', () => {
      document.querySelectorAll('.crop').forEach((crop) => { crop.open = originals.checked; });
    });
  }
  byId('more').hidden = false;
  // A link into a folded project opens it.
  const reveal = () => {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target && target.closest('details'); fold; fold = fold.parentElement.closest('details')) {
      fold.open = true;
    }
    if (target) target.scrollIntoView();
  };
  window.addEventListener('hashchange', reveal);
  if (location.hash) reveal();
})();
