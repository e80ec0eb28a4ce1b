let end: (() => void) | null = null;

/**
 * Prints one part of the page alone, on as many sheets as it takes and in the colours of the light theme; how it looks stands in
 * base.css. The copy that is printed goes when the print dialog has closed.
 * @param title a line above it; left out where the part has its own heading
 */
export function printAlone(part: Element, title?: string): void {
  end?.();
  const sheet = document.createElement('main');
  sheet.dataset.printed = '';
  if (title) {
    const heading = document.createElement('h1');
    heading.textContent = title;
    sheet.append(heading);
  }
  sheet.append(part.cloneNode(true));
  document.body.append(sheet);
  document.documentElement.dataset.printing = '';
  end = () => {
    window.removeEventListener('afterprint', end!);
    sheet.remove();
    delete document.documentElement.dataset.printing;
    end = null;
  };
  window.addEventListener('afterprint', end);
  window.print();
}
