/** ISO 8601 UTC with milliseconds; undefined when the cell is empty or no time. */
export function timeOf(cell: string): string | undefined {
  const at = Date.parse(cell);
  return cell.trim() === '' || Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
