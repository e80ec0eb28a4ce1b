/** Sentences of words that no language has: any two stretches of them differ, and a seed always gives the same ones. */
export function prose(seed: number, sentenceCount: number): string[] {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const syllables = ['ta', 'mun', 'or', 'del', 'sen', 'vi', 'kar', 'lo', 'nes', 'pra', 'hul', 'ri', 'mo', 'bex'];
  const word = () => Array.from({ length: 2 + next(3) }, () => syllables[next(syllables.length)]).join('');
  return Array.from({ length: sentenceCount }, () => {
    const words = Array.from({ length: 12 + next(10) }, word);
    words[0] = words[0]![0]!.toUpperCase() + words[0]!.slice(1);
    return `${words.join(' ')}.`;
  });
}
