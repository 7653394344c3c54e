/**
 * Runs in the page: the texts whose contrast with the worst part of what is behind them is below 4.5:1. axe-core leaves out
 * texts on gradients and half transparent grounds.
 */
(() => {
  const parse = (text) =>
    [...text.matchAll(/rgba?\(([^)]+)\)/g)].map(([, inner]) => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = inner.split(/[ ,/]+/).map(Number);
      return [red, green, blue, alpha];
    });
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const luminance = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  /** What may lie behind an element: one colour, or each stop of a gradient. */
  function grounds(element) {
    if (!element) return [[255, 255, 255, 1]];
    const style = getComputedStyle(element);
    const stops = parse(style.backgroundImage);
    if (stops.length > 0) return stops;
    const [own = [0, 0, 0, 0]] = parse(style.backgroundColor);
    if (own[3] === 1) return [own];
    return grounds(element.parentElement).map((under) => over(own, under));
  }
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const isSeen = node.textContent?.trim() && element.checkVisibility({ visibilityProperty: true });
    if (!isSeen || element.closest('noscript, option, .spoiler')) continue;
    const [colour] = parse(getComputedStyle(element).color);
    for (const ground of grounds(element)) {
      const found = ratio(over(colour, ground), ground);
      if (found < 4.5) bad.push(`${element.className || element.tagName} "${node.textContent}" ${found.toFixed(2)}`);
    }
  }
  return [...new Set(bad)];
})();
