// Opens the list that a link in the table of departments leads to; without scripts it is opened by hand.
const open = () => {
  const found = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (found && found.tagName === 'DETAILS') {
    found.open = true;
    found.scrollIntoView();
  }
};
window.addEventListener('hashchange', open);
open();
