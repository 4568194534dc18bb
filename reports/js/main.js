// Without scripts everything is shown and nothing can be decided. What follows makes the page a workplace.
const follow = () => {
  readAddress();
  if (byId('tools')) apply();
  if (state.at) reveal(state.at);
  else if (filtered() || state.view !== EMPTY.view) {
    (byId('view').hidden ? byId('by-project') : byId('view')).scrollIntoView();
  }
};
wireProjects();
wireEvidence();
if (byId('tools')) {
  byId('tools').hidden = false;
  wireFilters();
  wireFiles();
  wireKeys();
  showProgress();
}
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || link.hash.includes('=') || link.hash === '') return;
  event.preventDefault();
  state.at = decoded(link.hash.slice(1));
  keepAddress(true);
  reveal(state.at);
});
window.addEventListener('hashchange', follow);
follow();
