// Loaded before anything is drawn: the scheme that the reader chose, if it is not the system's.
try {
  const scheme = localStorage.getItem("pedagogy-scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.theme = scheme;
} catch {
  // a browser may refuse: then the system decides
}
