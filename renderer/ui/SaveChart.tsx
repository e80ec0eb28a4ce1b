import { Download } from 'lucide-react';
import { Button } from './Button.tsx';
import { standaloneSvg } from './chart-file.ts';
import { saveText } from './save-text.ts';

/**
 * Saves a drawing as SVG, and its numbers as CSV. `name` becomes the files' name without what no file may have.
 * @param svg the drawing as a file of its own (`ChartHandle.svg`, or `svgOf` an element), null before it is drawn; left out: there is none
 */
export function SaveChart({ name, svg, csv }: { name: string; svg?: () => string | null; csv(): string }) {
  const file = fileName(name);
  return (
    <>
      {svg ? (
        <Button
          tone="quiet"
          icon={Download}
          aria-label={`Save ${name} as SVG`}
          onPress={() => {
            const drawn = svg();
            if (drawn !== null) saveText(`${file}.svg`, 'image/svg+xml', drawn);
          }}
        >
          SVG
        </Button>
      ) : null}
      <Button
        tone="quiet"
        icon={Download}
        aria-label={`Save ${name} as CSV`}
        onPress={() => saveText(`${file}.csv`, 'text/csv', csv())}
      >
        CSV
      </Button>
    </>
  );
}

/** The SVG that an element is or holds, as a file of its own. */
export function svgOf(element: Element | null | undefined, title: string): string | null {
  const svg = element instanceof SVGSVGElement ? element : element?.querySelector('svg');
  return svg ? standaloneSvg(svg, title) : null;
}

/** A name that every system takes for a file. */
export const fileName = (name: string): string =>
  name
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/gu, '-')
    .replace(/^[-.]+|[-.]+$/gu, '')
    .slice(0, 100) || 'chart';
