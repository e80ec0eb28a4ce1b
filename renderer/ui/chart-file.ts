const COLOURED = ['fill', 'stroke', 'color', 'fill-opacity', 'stroke-opacity'] as const;
const WRITTEN = ['font-family', 'font-size', 'font-weight', 'text-anchor'] as const;

/** Reads colours as the light theme has them, whatever is shown; nothing is painted in between. */
function inLight<T>(read: () => T): T {
  const root = document.documentElement;
  const theme = root.dataset.theme;
  root.dataset.theme = 'light';
  try {
    return read();
  } finally {
    if (theme === undefined) delete root.dataset.theme;
    else root.dataset.theme = theme;
  }
}

/**
 * A drawn chart as an SVG file that stands alone: colours instead of the page's names for them, fonts by name, a title, and a
 * white ground.
 */
export function standaloneSvg(svg: SVGSVGElement, title: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  inLight(() => {
    for (const [at, original] of originals.entries()) {
      const own = copies[at]!;
      const computed = getComputedStyle(original);
      for (const name of COLOURED) if (own.hasAttribute(name)) own.setAttribute(name, computed.getPropertyValue(name));
      if (original instanceof SVGTextElement) {
        for (const name of WRITTEN) own.setAttribute(name, computed.getPropertyValue(name));
      }
      own.removeAttribute('class');
      own.removeAttribute('style');
    }
    copy.setAttribute('color', getComputedStyle(svg).color);
  });
  const names = document.createElementNS(copy.namespaceURI, 'title');
  names.textContent = title;
  const ground = document.createElementNS(copy.namespaceURI, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', '#ffffff');
  copy.prepend(names, ground);
  copy.removeAttribute('aria-hidden');
  copy.setAttribute('role', 'img');
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}
