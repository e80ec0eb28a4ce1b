import { count, counted } from '../../ui/index.ts';

/** What switching rules does, said before it is done. */
export function switchingInWords(
  rules: readonly { line: string; documents: number }[],
  on: boolean,
  source: string,
): string {
  const most = Math.max(...rules.map(({ documents }) => documents));
  const what = rules.length === 1 ? `“${shortened(rules[0]!.line)}”` : `What ${count(rules.length)} rules cut`;
  // Which articles two rules have in common is not known here.
  const many = rules.length === 1 ? counted(most, 'article') : `at least ${counted(most, 'article')}`;
  const effect = on ? `is cut again from ${many}` : `comes back in ${many}`;
  return `${what} ${effect} of ${source}, as new versions of their texts. Annotations stay on their words. ${rules.length === 1 ? 'It' : 'They'} can be switched ${on ? 'off' : 'on'} again.`;
}

const LONGEST = 80;
const shortened = (line: string): string => (line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line);
